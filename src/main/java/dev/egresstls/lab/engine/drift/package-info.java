/**
 * The addresses in a hand-written slice compared with what DNS returns now, in the cluster and
 * outside it.
 */
package dev.egresstls.lab.engine.drift;

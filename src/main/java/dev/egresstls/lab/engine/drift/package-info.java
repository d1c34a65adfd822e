/**
 * The addresses in a hand-written slice beside what DNS says now, in the cluster and outside it.
 */
package dev.egresstls.lab.engine.drift;

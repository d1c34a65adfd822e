/**
 * What comes of a connection: what curl and the access log are expected to show, from where it goes
 * and what answers there.
 */
package dev.egresstls.lab.mesh.outcome;

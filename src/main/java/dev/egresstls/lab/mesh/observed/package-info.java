/**
 * What was read from a cluster, as far as the way of a packet hangs on it: objects, istiod's
 * version and settings, DNS answers, and what is known of the origin.
 */
package dev.egresstls.lab.mesh.observed;

/** Waiting for a cluster, by its watches. */
package dev.egresstls.lab.world.patience;

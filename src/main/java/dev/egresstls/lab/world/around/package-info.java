/** A world, and the objects of a cluster, made out of others. */
package dev.egresstls.lab.world.around;

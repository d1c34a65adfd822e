/** Worlds in which less may be done than in others. */
package dev.egresstls.lab.world.guard;

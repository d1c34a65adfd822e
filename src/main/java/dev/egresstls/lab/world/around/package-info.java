/** A world made out of another one. */
package dev.egresstls.lab.world.around;

/** Threads other than the one that does steps: who makes them, and what becomes of a bug on one. */
package dev.egresstls.lab.world.background;

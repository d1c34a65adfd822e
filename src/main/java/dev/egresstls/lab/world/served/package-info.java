/** Kinds of objects: which a cluster serves, and which are in no namespace. */
package dev.egresstls.lab.world.served;

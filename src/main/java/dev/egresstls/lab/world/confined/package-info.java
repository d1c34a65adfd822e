/** A cluster as somebody sees it who may look into some of its namespaces only. */
package dev.egresstls.lab.world.confined;

/** Faults between a client and an API server, for tests. */
package dev.egresstls.lab.world.kube.fault;

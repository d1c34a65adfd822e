/**
 * The way of a packet out of a pod with an Istio sidecar, as pure functions: what istiod makes of
 * the objects in the cluster, which listener takes a connection, and where it goes from there.
 */
package dev.egresstls.lab.mesh;

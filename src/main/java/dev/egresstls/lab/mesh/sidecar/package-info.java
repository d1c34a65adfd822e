/**
 * The Envoy configuration that istiod is expected to give a sidecar: its outbound listeners,
 * clusters and secrets, each with the object and field that decided it.
 */
package dev.egresstls.lab.mesh.sidecar;

/**
 * The services of a mesh as istiod knows them: Kubernetes Services and ServiceEntries with their
 * ports and endpoints, and which of them the sidecar of a pod gets to see.
 */
package dev.egresstls.lab.mesh.registry;

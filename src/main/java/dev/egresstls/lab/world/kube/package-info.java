/**
 * A Kubernetes cluster behind the ports, over fabric8's HTTP client: objects as trees, one list and
 * one watch a query, server-side apply, exec and logs.
 */
package dev.egresstls.lab.world.kube;

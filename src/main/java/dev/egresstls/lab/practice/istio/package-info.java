/**
 * The simulated istiod: the sidecar injector, the policy status writer, its ConfigMaps, its log.
 */
package dev.egresstls.lab.practice.istio;

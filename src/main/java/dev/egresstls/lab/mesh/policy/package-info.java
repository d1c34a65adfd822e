/**
 * What each Istio release makes of BackendTLSPolicies and DestinationRules: the TLS settings in
 * force, and the status it writes.
 */
package dev.egresstls.lab.mesh.policy;

/**
 * DestinationRules, those that people wrote and those that istiod makes of policies: which one
 * counts for a service, and what TLS a sidecar starts because of it.
 */
package dev.egresstls.lab.mesh.rule;

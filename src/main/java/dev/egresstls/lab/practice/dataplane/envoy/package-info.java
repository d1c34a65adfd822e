/** The sidecar's admin side: what {@code pilot-agent request} and Envoy's config dump answer. */
package dev.egresstls.lab.practice.dataplane.envoy;

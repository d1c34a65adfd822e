/**
 * Readers of what Envoy and curl say: config dumps, access-log lines, curl's verbose output. They
 * take hostile input and never throw.
 */
package dev.egresstls.lab.mesh.envoy;

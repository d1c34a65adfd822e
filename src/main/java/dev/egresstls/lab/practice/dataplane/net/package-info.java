/**
 * What happens to a request that leaves a pod: names, the way by the path model, the server outside
 * that answers, and the line in the sidecar's access log.
 */
package dev.egresstls.lab.practice.dataplane.net;

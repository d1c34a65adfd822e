/** The practice cluster's face: the Kubernetes API over HTTP and WebSocket, on loopback. */
package dev.egresstls.lab.practice.api;

/**
 * The way that a request took, put together from what Envoy and curl say of it, and compared
 * station by station with the way that the path model predicted.
 */
package dev.egresstls.lab.mesh.proof;

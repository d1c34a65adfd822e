/**
 * Requests to a Kubernetes API server, one HTTP exchange each: paths of kinds, answers, and the
 * words for what goes wrong.
 */
package dev.egresstls.lab.world.kube.rest;

/**
 * The practice cluster: a Kubernetes API server in this process with controllers, a simulated
 * istiod and a simulated data plane, and the world that it makes for a run.
 */
package dev.egresstls.lab.practice;

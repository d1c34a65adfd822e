/**
 * The practice cluster's control plane: controllers that watch its objects and bring them nearer to
 * what they ask for, as kube-controller-manager and kube-scheduler do.
 */
package dev.egresstls.lab.practice.controlplane;

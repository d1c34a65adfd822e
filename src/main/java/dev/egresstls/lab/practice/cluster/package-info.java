/**
 * The practice cluster's controllers: they watch its objects and bring them nearer to what they ask
 * for, as kube-controller-manager, kube-scheduler and a kubelet do. The node and its pods are in
 * {@code node}.
 */
package dev.egresstls.lab.practice.cluster;

/**
 * The practice cluster's controllers: they watch its objects and bring them nearer to what they ask
 * for, as kube-controller-manager, kube-scheduler and a kubelet do. Workloads, the node and its
 * pods, and networking are in the rooms below.
 */
package dev.egresstls.lab.practice.cluster;

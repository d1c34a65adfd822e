/** Deployments and ReplicaSets: from what a learner applies to the pods that there should be. */
package dev.egresstls.lab.practice.cluster.workload;

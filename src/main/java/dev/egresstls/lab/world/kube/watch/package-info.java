/** Watches of a Kubernetes API server: mirrors of its objects which one list and one watch feed. */
package dev.egresstls.lab.world.kube.watch;

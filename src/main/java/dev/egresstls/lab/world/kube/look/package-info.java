/** What a cluster is: the first requests to it, and what their answers are evidence of. */
package dev.egresstls.lab.world.kube.look;

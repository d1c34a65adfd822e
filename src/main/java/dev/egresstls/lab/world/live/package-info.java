/**
 * The world as it is: a cluster of the user's kubeconfig or one that kind makes, this machine's
 * tools, DNS and the internet.
 */
package dev.egresstls.lab.world.live;

/** A practice cluster that is served for others: its kubeconfig, and how far it is on its way. */
package dev.egresstls.lab.cli.serve;

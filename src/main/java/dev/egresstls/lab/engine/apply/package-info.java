/** How manifests get into the cluster, and what is restarted after that. */
package dev.egresstls.lab.engine.apply;

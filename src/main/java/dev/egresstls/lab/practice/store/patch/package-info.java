/** The patch formats of the Kubernetes API but server-side apply: JSON, merge and strategic. */
package dev.egresstls.lab.practice.store.patch;

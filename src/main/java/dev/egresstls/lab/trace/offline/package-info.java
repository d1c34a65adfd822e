/**
 * A cluster made of files: manifests and dumps are read, and what they leave open is assumed, with
 * a sentence for each assumption.
 */
package dev.egresstls.lab.trace.offline;

/** {@code trace} as a command: at a cluster, or over files alone. */
package dev.egresstls.lab.cli.trace;

/** {@code trace} at a cluster: reads what is typed, and follows the request that is asked about. */
package dev.egresstls.lab.shell.trace;

/** {@code diff}: what a step or a file would change in the cluster. */
package dev.egresstls.lab.shell.diff;

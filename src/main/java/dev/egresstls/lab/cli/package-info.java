/**
 * The commands of the command line, one a file, and the one place that turns whatever goes wrong
 * into a sentence and an exit code.
 */
package dev.egresstls.lab.cli;

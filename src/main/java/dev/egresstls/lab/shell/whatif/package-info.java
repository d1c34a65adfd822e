/**
 * What-ifs and questions at the prompt and on the command line: lists, guesses, scratch clusters.
 */
package dev.egresstls.lab.shell.whatif;

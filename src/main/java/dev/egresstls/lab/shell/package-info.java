/**
 * The session at a prompt: reads a line, finds its command and does it, while what happens in the
 * cluster is printed above the prompt.
 */
package dev.egresstls.lab.shell;

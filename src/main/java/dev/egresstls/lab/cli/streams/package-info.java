/** Stdin and stdout of this process, with what the JDK's own do not tell. */
package dev.egresstls.lab.cli.streams;

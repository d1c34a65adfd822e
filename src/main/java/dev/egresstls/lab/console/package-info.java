/** The terminal: where a person types and reads, with line editing or without; and signals. */
package dev.egresstls.lab.console;

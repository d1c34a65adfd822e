/** What was typed after a command, taken apart. */
package dev.egresstls.lab.shell.typed;

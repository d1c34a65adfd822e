/**
 * What stands on the terminal around the line that is edited: what goes on, the status bar, and how
 * the terminal is given to others and back.
 */
package dev.egresstls.lab.shell.console.terminal;

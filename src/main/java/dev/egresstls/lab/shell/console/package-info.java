/** What helps while a line is typed: Tab, colours, suggestions, and the lines before it. */
package dev.egresstls.lab.shell.console;

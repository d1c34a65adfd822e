/** The commands of the prompt: a table with one row each, and what each of them does. */
package dev.egresstls.lab.shell.commands;

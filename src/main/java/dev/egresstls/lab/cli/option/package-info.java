/** The options that commands share, where their values come from, and how an answer is printed. */
package dev.egresstls.lab.cli.option;

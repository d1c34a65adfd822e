/** The commands that show and undo what the lab has changed. */
package dev.egresstls.lab.cli.undo;

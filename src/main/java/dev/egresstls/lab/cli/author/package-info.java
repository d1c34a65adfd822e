/** The commands for authors of labs. */
package dev.egresstls.lab.cli.author;

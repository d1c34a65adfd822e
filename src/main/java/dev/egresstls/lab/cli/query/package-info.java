/** The commands that only look. */
package dev.egresstls.lab.cli.query;

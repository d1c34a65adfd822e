/** The command that says what the lab finds around it: what to attach to a bug report. */
package dev.egresstls.lab.cli.selfcheck;

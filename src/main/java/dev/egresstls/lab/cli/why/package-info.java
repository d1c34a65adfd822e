/** Why something fails, and getting rid of it, without a prompt. */
package dev.egresstls.lab.cli.why;

/** Why something is red, and getting rid of it, without a prompt. */
package dev.egresstls.lab.cli.why;

/** What may be typed after a command: its arguments and flags, and what was typed. */
package dev.egresstls.lab.app.grammar;

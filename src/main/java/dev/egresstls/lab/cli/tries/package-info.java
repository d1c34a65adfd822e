/** The command {@code try} for use without a person: what-ifs as text or JSON. */
package dev.egresstls.lab.cli.tries;

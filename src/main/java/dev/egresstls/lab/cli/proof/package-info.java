/** {@code proof}: which way a request went, from the command line. */
package dev.egresstls.lab.cli.proof;

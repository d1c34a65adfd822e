/** The commands that serve something to others: a practice cluster, or a bundle for a class. */
package dev.egresstls.lab.cli.serve;

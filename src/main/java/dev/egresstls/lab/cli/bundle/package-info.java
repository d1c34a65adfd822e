/** The commands that write a bundle for a class and serve it. */
package dev.egresstls.lab.cli.bundle;

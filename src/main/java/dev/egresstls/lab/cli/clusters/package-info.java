/** The commands that look before anything is changed: which clusters there are, and the doctor. */
package dev.egresstls.lab.cli.clusters;

/** What labs have in common with all others: the fields that probes observe. */
package dev.egresstls.lab.catalog.known;

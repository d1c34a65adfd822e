/** A web server for a bundle: its files alone, read only, and a count of who fetched what. */
package dev.egresstls.lab.bundle.serve;

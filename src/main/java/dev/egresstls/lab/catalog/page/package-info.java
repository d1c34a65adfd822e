/**
 * The parts of a lab with their places in its files: the fenced blocks of its prose, and what is in
 * its YAML.
 */
package dev.egresstls.lab.catalog.page;

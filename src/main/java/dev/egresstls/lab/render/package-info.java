/**
 * Events and problems as lines of text, for a terminal and for a pipe. What a reader sees of a run
 * is decided here alone.
 */
package dev.egresstls.lab.render;

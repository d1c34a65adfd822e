/**
 * The use cases, each written once for the prompt and for the command line: a function from a
 * request to events or to an {@link Answer}. Here what all of them need: the process, failures,
 * numbers of steps.
 */
package dev.egresstls.lab.app;

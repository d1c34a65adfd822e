/**
 * Does the steps of a lab: one doer a kind of action, then the checks; everything that happens is
 * emitted as an {@link dev.egresstls.lab.event.Event}. It prints nothing and knows no terminal.
 */
package dev.egresstls.lab.engine;

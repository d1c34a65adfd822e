/**
 * Says why a check fails and what to do, and tells a step's caveat with the values of this run.
 * Pure.
 */
package dev.egresstls.lab.explain;

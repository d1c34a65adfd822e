/**
 * Says because of what a check is red and what to do, and tells a step's caveat with the values of
 * this run. Pure.
 */
package dev.egresstls.lab.explain;

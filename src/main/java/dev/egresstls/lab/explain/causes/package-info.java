/** The causes that are known, one row each, the most fundamental first. Pure. */
package dev.egresstls.lab.explain.causes;

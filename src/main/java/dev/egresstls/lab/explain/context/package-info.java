/** What is known when something is red, and the form in which a cause is written down. Pure. */
package dev.egresstls.lab.explain.context;

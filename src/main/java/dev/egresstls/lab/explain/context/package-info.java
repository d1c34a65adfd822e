/** What is known when something fails, and the form in which a cause is written down. Pure. */
package dev.egresstls.lab.explain.context;

/** Where the learner is in a lab and how each step stands, as a value with pure moves. */
package dev.egresstls.lab.session;

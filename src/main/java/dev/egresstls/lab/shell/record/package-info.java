/** What is kept of a session, what the learner predicted in it, and what is said at its end. */
package dev.egresstls.lab.shell.record;

/** What is said when a session ends: what was learned, and what is left in the cluster. */
package dev.egresstls.lab.shell.ending;

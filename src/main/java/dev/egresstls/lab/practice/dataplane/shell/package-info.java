/** What can be run in a container: a few programs, no shell. */
package dev.egresstls.lab.practice.dataplane.shell;

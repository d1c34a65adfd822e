/**
 * What is told of the cluster's own objects at the prompt: as a table, as YAML, described, and what
 * their pods logged.
 */
package dev.egresstls.lab.shell.objects;

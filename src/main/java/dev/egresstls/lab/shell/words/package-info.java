/** What is told of the lab itself at the prompt: hints, and the values behind its names. */
package dev.egresstls.lab.shell.words;

/** What Tab offers at the prompt. */
package dev.egresstls.lab.shell.complete;

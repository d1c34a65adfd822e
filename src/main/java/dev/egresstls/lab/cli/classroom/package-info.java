/** The trainer's commands of a class: {@code class prepare}, {@code watch} and the like. */
package dev.egresstls.lab.cli.classroom;

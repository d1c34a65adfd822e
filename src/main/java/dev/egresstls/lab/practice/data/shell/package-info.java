/** What a learner can run in a container: a few small programs, and a small shell. */
package dev.egresstls.lab.practice.data.shell;

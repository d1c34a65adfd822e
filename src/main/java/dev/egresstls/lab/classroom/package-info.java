/** A class on one cluster: who takes part, with which rights, and how far each learner is. */
package dev.egresstls.lab.classroom;

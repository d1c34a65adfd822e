/** Tests of a class: what a board believes, and what learners may do. */
package dev.egresstls.lab.classroom;

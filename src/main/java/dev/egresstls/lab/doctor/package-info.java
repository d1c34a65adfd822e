/**
 * What is found out before anything is changed: whether this machine and the cluster have all that
 * the lab's steps need, and which step will fail, and why.
 */
package dev.egresstls.lab.doctor;

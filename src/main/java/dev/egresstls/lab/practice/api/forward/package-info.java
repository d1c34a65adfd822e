/** Ports of pods forwarded to clients, in the ways in which clients ask for it. */
package dev.egresstls.lab.practice.api.forward;

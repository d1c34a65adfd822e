/** kind, simulated: creating a cluster means that its node comes to be. */
package dev.egresstls.lab.practice.tools.kind;

/** The node: it becomes ready, gets pods by scheduling, and starts their containers in phases. */
package dev.egresstls.lab.practice.node;

/**
 * The way of a packet as lines: hops beside their reasons, or two ways beside each other. Rows know
 * nothing of where their texts came from.
 */
package dev.egresstls.lab.render.route;

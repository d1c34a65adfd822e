/**
 * Changes of a cluster that are always undone: what will be changed is written down first, and the
 * note goes away only when everything is as it was.
 */
package dev.egresstls.lab.ledger;

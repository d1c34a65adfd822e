/** Undoes what the ledger has written down, and waits until the cluster shows it. */
package dev.egresstls.lab.ledger.undo;

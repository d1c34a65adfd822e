/** Proves what a cluster has gained, lost and kept since before the lab's first change. */
package dev.egresstls.lab.ledger.drift;

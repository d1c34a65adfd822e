/** The ledger's file: lines that are chained by their digests, and what they say. */
package dev.egresstls.lab.ledger.journal;

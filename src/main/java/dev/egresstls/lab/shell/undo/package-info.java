/** What the ledger holds and what came of undoing it, for people. */
package dev.egresstls.lab.shell.undo;

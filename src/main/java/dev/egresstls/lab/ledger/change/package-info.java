/** What a change does to an object, field by field, and what of it may be written down. */
package dev.egresstls.lab.ledger.change;

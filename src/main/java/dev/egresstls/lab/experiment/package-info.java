/**
 * What-ifs: changes the cluster through the ledger, sends requests, sets what the path model
 * foretold beside what was seen, and takes everything back.
 */
package dev.egresstls.lab.experiment;

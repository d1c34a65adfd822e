/**
 * What-ifs: changes the cluster through the ledger, sends requests, sets what the path model
 * predicted with what was observed, and undoes every change.
 */
package dev.egresstls.lab.experiment;

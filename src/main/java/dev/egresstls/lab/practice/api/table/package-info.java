/** Objects as the tables that {@code kubectl get} prints. */
package dev.egresstls.lab.practice.api.table;

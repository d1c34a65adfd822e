/** The practice cluster's memory: its objects, their versions, and what changes. */
package dev.egresstls.lab.practice.store;

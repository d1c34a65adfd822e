/** The house rules: who may import whom, how big a room may grow, and lists kept by machine. */
package dev.egresstls.lab.house;

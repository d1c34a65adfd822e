/**
 * The ports to everything outside: a cluster's resources and pods, commands, names, downloads and
 * time. The engine knows these alone; fabric8 and the operating system stand behind them.
 */
package dev.egresstls.lab.world;

/** The use cases that change a cluster, and what has to be asked before they do. */
package dev.egresstls.lab.app.change;

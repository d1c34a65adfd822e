/** The commands that do steps or change a cluster, and how they show what happens. */
package dev.egresstls.lab.cli.run;

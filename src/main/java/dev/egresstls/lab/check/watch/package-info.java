/** What a run watches in its cluster: one list and one watch a kind, however many look at it. */
package dev.egresstls.lab.check.watch;

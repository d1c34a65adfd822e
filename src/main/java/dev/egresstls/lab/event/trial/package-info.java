/** What came of a what-if, as values. */
package dev.egresstls.lab.event.trial;

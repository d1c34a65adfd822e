/**
 * What happens while a lab runs, as values: every surface (terminal, plain lines, JSON) is a {@link
 * dev.egresstls.lab.event.Sink} of the same stream, so they cannot disagree.
 */
package dev.egresstls.lab.event;

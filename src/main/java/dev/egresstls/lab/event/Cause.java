package dev.egresstls.lab.event;

import java.util.List;
import java.util.Objects;

/**
 * Why a check fails, for people.
 *
 * @param id stable; {@code docs/causes.md} has a section of that name
 * @param because one sentence without a full stop, the cause first
 * @param seen the fields that say so
 * @param fix what the command {@code fix} does about it, such as {@code writes the EndpointSlice
 *     again}; empty if it can do nothing
 * @param left why the lab does nothing about it: the object that it does not change, and whose that
 *     is, or that it cannot; empty if the lab would
 * @param byHand a command that does the same without the lab
 * @param read what to read about it
 */
public record Cause(
    String id,
    String because,
    List<Gap> seen,
    String fix,
    String left,
    String byHand,
    String read) {
  public Cause {
    Objects.requireNonNull(id);
    Objects.requireNonNull(because);
    seen = List.copyOf(seen);
    Objects.requireNonNull(fix);
    Objects.requireNonNull(left);
    Objects.requireNonNull(byHand);
    Objects.requireNonNull(read);
  }
}

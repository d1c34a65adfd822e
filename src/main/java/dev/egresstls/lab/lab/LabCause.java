package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a check of a lab may fail: what its author knows of it.
 *
 * @param id stable, kebab-case
 * @param explains ids of the checks that it explains; empty for all
 * @param predicate what is so of the cluster then
 * @param because one sentence without a full stop, with {@code ${self.path}} for what the first of
 *     {@code when} saw
 * @param field which of that shows it
 * @param fix what fixes it; empty if the lab can not
 * @param byHand a command that does the same; empty for none
 * @param read what to read; empty for nothing
 */
public record LabCause(
    String id,
    Set<String> explains,
    Predicate predicate,
    String because,
    String field,
    Optional<Fix> fix,
    String byHand,
    String read) {
  /** What fixes it: a step that is done again, or one change. */
  public sealed interface Fix {
    /** A step of the lab is done again. */
    record Redo(String step) implements Fix {}

    /** Fields of an object are changed, or it is deleted. */
    record Change(WhatIfChange change) implements Fix {}
  }

  /**
   * What is so of the cluster where a cause is true.
   *
   * @param when what holds; never empty, and the first one shows it
   * @param unless what does not
   */
  public record Predicate(List<Check> when, List<Check> unless) {
    public Predicate {
      when = List.copyOf(when);
      unless = List.copyOf(unless);
      if (when.isEmpty()) {
        throw new IllegalArgumentException("a cause that is always true");
      }
    }

    /** What is looked at for it. */
    public Stream<Check> looks() {
      return Stream.concat(when.stream(), unless.stream());
    }
  }

  public LabCause {
    explains = Set.copyOf(explains);
    Objects.requireNonNull(predicate);
    Objects.requireNonNull(fix);
  }
}

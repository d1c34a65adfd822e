package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that may be wrong in a cluster: what a challenge breaks for a learner to find.
 *
 * @param id stable, kebab-case; tells it apart among the faults of the lab
 * @param title what is wrong, in one line; shown only afterwards
 * @param requires what the cluster must have
 * @param turns the changes in order; never empty
 * @param whatIf the what-if that shows the same; empty for a fault that only challenges have
 */
public record Fault(
    String id, String title, Requires requires, List<Turn> turns, Optional<String> whatIf) {
  public Fault {
    Objects.requireNonNull(requires);
    Objects.requireNonNull(whatIf);
    turns = List.copyOf(turns);
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("a fault that changes nothing: " + id);
    }
  }

  /**
   * What a what-if changes, as a fault; empty if it changes nothing, or what others use, too, or if
   * its author does not say that the lab's own request fails.
   */
  public static Optional<Fault> of(WhatIf whatIf) {
    boolean fails = whatIf.attempts().stream().anyMatch(Fault::failsOwnRequest);
    return whatIf.turns().isEmpty() || whatIf.meshWide() || !fails
        ? Optional.empty()
        : Optional.of(
            new Fault(
                whatIf.id(),
                whatIf.title(),
                whatIf.requires(),
                whatIf.turns(),
                Optional.of(whatIf.id())));
  }

  private static boolean failsOwnRequest(Attempt attempt) {
    Expectation exit = attempt.expect().get("exit");
    boolean own = attempt.argv().isEmpty() && attempt.deployment().isEmpty();
    return own && exit != null && !succeeds(exit);
  }

  private static boolean succeeds(Expectation exit) {
    return exit instanceof Expectation.Equal equal && equal.value().number(1) == 0;
  }
}

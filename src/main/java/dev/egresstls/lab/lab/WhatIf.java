package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A deliberate other way: the cluster is changed, requests are sent, what comes of them is
 * explained, and the change is undone.
 *
 * @param id stable, kebab-case; tells it apart in the whole lab
 * @param title one line
 * @param predict what the learner is asked before
 * @param turns the changes in order; empty if only the request is another one
 * @param attempts the requests; never empty
 * @param sameOutcome whether its changes make no difference to what is predicted
 * @param say Markdown that explains what was seen, with {@code ${name}} in it
 */
public record WhatIf(
    String id,
    String title,
    Requires requires,
    Optional<PredictionQuestion> predict,
    List<Turn> turns,
    List<Attempt> attempts,
    boolean sameOutcome,
    String say) {
  /** Names that only a what-if knows: the host's first address, and the others. */
  public static final List<String> NAMES = List.of("address", "otherAddresses");

  public WhatIf {
    Objects.requireNonNull(requires);
    turns = List.copyOf(turns);
    attempts = List.copyOf(attempts);
    if (attempts.isEmpty()) {
      throw new IllegalArgumentException("a what-if that sends nothing shows nothing: " + id);
    }
  }

  /** Whether it changes what holds for the whole mesh: its settings, or istiod itself. */
  public boolean meshWide() {
    return turns.stream().anyMatch(Turn::meshWide);
  }
}

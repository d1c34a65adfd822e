package dev.egresstls.lab.event;

import dev.egresstls.lab.lab.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param checkId the check
 * @param state whether it holds
 * @param says what holds, filled in with what was seen; empty if the check stays silent or fails
 * @param gaps what differs; empty if it holds, never empty if it fails
 * @param facts what was seen, as short lines for the learner (label, text), such as {@code client
 *     -> exit 0 · HTTP 200}; may be empty
 * @param cause why it fails, if that is known: the most fundamental cause
 * @param problem why it could not be looked at, if the cluster refused or did not answer
 */
public record Verdict(
    String checkId,
    State state,
    String says,
    List<Gap> gaps,
    List<Fact> facts,
    Optional<Cause> cause,
    Optional<Problem> problem) {
  /** Whether a check holds. */
  public enum State {
    MET,
    UNMET,
    /** It could not be looked at: forbidden, or nothing answers. The gap says why. */
    UNKNOWN
  }

  /** Something seen, for the learner. */
  public record Fact(String label, String text) {}

  public Verdict {
    gaps = List.copyOf(gaps);
    facts = List.copyOf(facts);
    if (state == State.MET != gaps.isEmpty()) {
      throw new IllegalArgumentException("a verdict is met exactly if it has no gaps: " + checkId);
    }
  }

  /** The same, with its cause. */
  public Verdict because(Cause likeliest) {
    return new Verdict(checkId, state, says, gaps, facts, Optional.of(likeliest), problem);
  }

  /** The same, without one. */
  public Verdict withoutCause() {
    return new Verdict(checkId, state, says, gaps, facts, Optional.empty(), problem);
  }

  public boolean met() {
    return state == State.MET;
  }
}

package dev.egresstls.lab.event;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a what-if.
 *
 * @param id of the what-if
 * @param where on which cluster it was shown, if it was made for it alone
 * @param changes what was changed, one line each; empty if nothing was
 * @param seen what was seen after the changes, besides the requests
 * @param guess what the learner predicted, and whether it was right; empty if nobody predicted
 * @param told the explanation, Markdown
 */
public record ExperimentReport(
    String id,
    String title,
    Optional<String> where,
    List<String> changes,
    Seen seen,
    List<AttemptReport> attempts,
    Optional<String> guess,
    String told) {
  /**
   * What was seen after changes.
   *
   * @param says a line each
   * @param gaps what was not seen in time, or otherwise than the author expected
   */
  public record Seen(List<String> says, List<Gap> gaps) {
    public Seen {
      says = List.copyOf(says);
      gaps = List.copyOf(gaps);
    }
  }

  public ExperimentReport {
    changes = List.copyOf(changes);
    Objects.requireNonNull(seen);
    attempts = List.copyOf(attempts);
  }

  /** What was seen after the changes, besides the requests. */
  public List<String> says() {
    return seen.says();
  }

  /** What was not seen in time after a change, or otherwise than the author expected. */
  public List<Gap> gaps() {
    return seen.gaps();
  }

  /** Whether all went as predicted. */
  public boolean prediction() {
    return gaps().isEmpty() && attempts.stream().allMatch(AttemptReport::prediction);
  }
}

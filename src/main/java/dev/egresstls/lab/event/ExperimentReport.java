package dev.egresstls.lab.event;

import java.util.List;
import java.util.Optional;

/**
 * What came of a what-if.
 *
 * @param id of the what-if
 * @param where on which cluster it was shown, if it was made for it alone
 * @param changes what was changed, one line each; empty if nothing was
 * @param says what was seen after the changes, besides the requests
 * @param gaps what was not seen in time after a change, or otherwise than the author expected
 * @param guess what the learner predicted, and whether it was right; empty if nobody predicted
 * @param told the explanation, Markdown
 */
public record ExperimentReport(
    String id,
    String title,
    Optional<String> where,
    List<String> changes,
    List<String> says,
    List<Gap> gaps,
    List<AttemptReport> attempts,
    Optional<String> guess,
    String told) {
  public ExperimentReport {
    changes = List.copyOf(changes);
    says = List.copyOf(says);
    gaps = List.copyOf(gaps);
    attempts = List.copyOf(attempts);
  }

  /** Whether all went as predicted. */
  public boolean prediction() {
    return gaps.isEmpty() && attempts.stream().allMatch(AttemptReport::prediction);
  }
}

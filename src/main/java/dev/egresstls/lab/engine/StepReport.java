package dev.egresstls.lab.engine;

import dev.egresstls.lab.check.GapText;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a step stands.
 *
 * @param number counted from 1
 * @param verdicts what its checks found when they were last judged; empty if they never were
 * @param problem why it could not be done, if it was tried and could not
 * @param elapsed how long doing and checking it took; zero if it was only looked at
 */
public record StepReport(
    int number,
    Step step,
    StepState state,
    List<Verdict> verdicts,
    Optional<Problem> problem,
    Duration elapsed) {
  public StepReport {
    verdicts = List.copyOf(verdicts);
  }

  /** Whether it was done, or something of it is there; else it is simply to do. */
  public boolean begun() {
    boolean open = state == StepState.TODO || state == StepState.SKIPPED;
    return !open || isBegun(verdicts);
  }

  /** Whether a check holds, something is there, or may be: it could not be looked at. */
  static boolean isBegun(List<Verdict> verdicts) {
    return verdicts.stream()
        .anyMatch(
            one ->
                one.met()
                    || one.problem().isPresent()
                    || one.gaps().stream().anyMatch(gap -> !GapText.isNothing(gap)));
  }

  /** Why it could not be done, or could not be looked at. */
  public Optional<Problem> blame() {
    return problem.or(() -> verdicts.stream().flatMap(one -> one.problem().stream()).findFirst());
  }
}

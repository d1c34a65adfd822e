package dev.egresstls.lab.engine;

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

  /** Why it could not be done, or could not be looked at. */
  public Optional<Problem> blame() {
    return problem.or(() -> verdicts.stream().flatMap(one -> one.problem().stream()).findFirst());
  }
}

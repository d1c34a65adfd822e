package dev.egresstls.lab.classroom;

import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What happens at the steps of a run, at the moment when it happens, until it is written: a failure
 * that is fixed before the next write is not forgotten. Used from any thread.
 */
final class HistoryLog {
  /** A lab that heard nothing for so long was asleep, and its learner was elsewhere. */
  private static final Duration ASLEEP = Duration.ofMinutes(2);

  /** Behind the last step. */
  static final int NOWHERE = 0;

  private final List<Change> changes = new ArrayList<>();
  private final Set<Integer> startedAgain = new HashSet<>();
  private Optional<Instant> ticked = Optional.empty();
  private int at;

  /** What happened at a step. */
  record Change(int number, UnaryOperator<StepHistory> made) {}

  /** An event of the run. */
  synchronized void happened(Event event, Instant now) {
    if (event instanceof Event.StepStarted started) {
      startedAgain.add(started.number());
    } else if (event instanceof Event.StepBroke broke) {
      failed(broke.number(), broke.verdicts(), now);
    } else if (event instanceof Event.StepFailed failed) {
      failed(failed.number(), List.of(), now);
    } else if (event instanceof Event.Regressed regressed) {
      failed(regressed.number(), regressed.verdicts(), now);
    } else if (event instanceof Event.StepHeld held) {
      held(held.number());
    } else if (event instanceof Event.Recovered recovered) {
      held(recovered.number());
    }
  }

  private void failed(int number, List<Verdict> verdicts, Instant now) {
    boolean again = startedAgain.remove(number);
    Optional<String> cause = cause(verdicts);
    changes.add(new Change(number, before -> before.failed(cause, now, again)));
  }

  private void held(int number) {
    startedAgain.remove(number);
    changes.add(new Change(number, StepHistory::held));
  }

  /** The first cause that is known. */
  static Optional<String> cause(List<Verdict> verdicts) {
    return verdicts.stream().flatMap(one -> one.cause().stream()).map(Cause::id).findFirst();
  }

  /** The learner is at a step now, from 1; the time since the last call goes to the step before. */
  synchronized void tick(int number, Instant now) {
    int before = at;
    ticked
        .map(last -> Duration.between(last, now))
        .filter(one -> !one.isNegative() && one.compareTo(ASLEEP) < 0 && before != NOWHERE)
        .ifPresent(one -> changes.add(new Change(before, history -> history.spent(one))));
    ticked = Optional.of(now);
    at = number;
  }

  /** What is not written yet. */
  synchronized List<Change> pending() {
    return List.copyOf(changes);
  }

  /** What is not written yet, and will be now. */
  synchronized List<Change> take() {
    List<Change> all = List.copyOf(changes);
    changes.clear();
    return all;
  }

  /** The history of a step with what happened at it since. */
  static StepHistory applied(StepHistory before, int number, List<Change> changes) {
    StepHistory now = before;
    for (Change one : changes) {
      now = one.number() == number ? one.made().apply(now) : now;
    }
    return now;
  }
}

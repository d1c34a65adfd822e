package dev.egresstls.lab.classroom;

import dev.egresstls.lab.value.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a learner went through at a step. It stays small whatever happens: of the causes, only those
 * that were seen last are kept.
 *
 * @param failures how often the step came to fail
 * @param causes why, at most {@link #MOST_CAUSES}; the one seen last comes last
 * @param dropped how many entries were dropped to keep to that
 * @param spent how long the learner was at the step while the lab was open
 */
public record StepHistory(int failures, List<Failure> causes, int dropped, Duration spent) {
  static final int MOST_CAUSES = 5;
  static final StepHistory NONE = new StepHistory(0, List.of(), 0, Duration.ZERO);

  public StepHistory {
    causes = List.copyOf(causes);
  }

  /** Reads what anybody may have written. */
  static StepHistory read(Tree json, Set<String> causes, LearnerClock clock) {
    List<Failure> failures = new ArrayList<>();
    json.get("causes").items().stream()
        .limit(MOST_CAUSES)
        .flatMap(one -> Failure.read(one, causes, clock).stream())
        .filter(one -> failures.stream().noneMatch(other -> other.cause().equals(one.cause())))
        .forEach(failures::add);
    int count = limited(json.get("failures"));
    Duration spent = Duration.ofMillis(Math.max(0, json.get("milliseconds").number(0)));
    return new StepHistory(
        failures.isEmpty() ? count : Math.max(1, count),
        failures,
        limited(json.get("droppedCauses")),
        spent.compareTo(clock.longest()) > 0 ? clock.longest() : spent);
  }

  private static int limited(Tree number) {
    return (int) Math.max(0, Math.min(Failure.MOST_TIMES, number.number(0)));
  }

  void addTo(Map<String, Object> json) {
    json.put("failures", failures);
    json.put("causes", causes.stream().map(Failure::json).toList());
    json.put("droppedCauses", dropped);
    json.put("milliseconds", spent.toMillis());
  }

  /** Whether it has failed and not held since. */
  boolean failing() {
    return causes.stream().anyMatch(one -> !one.repaired());
  }

  /**
   * The step fails.
   *
   * @param again whether it was done again since it failed before, so that this counts
   */
  StepHistory failed(Optional<String> cause, Instant now, boolean again) {
    boolean counts = again || !failing();
    int count = counts ? Math.min(Failure.MOST_TIMES, failures + 1) : failures;
    if (cause.isEmpty() && !counts) {
      return this; // what it was seen to fail because of before still stands
    }
    boolean open = causes.stream().anyMatch(one -> one.cause().equals(cause) && !one.repaired());
    List<Failure> all = new ArrayList<>();
    Failure last = Failure.first(cause, now);
    for (Failure one : causes) {
      if (one.cause().equals(cause)) {
        last = one.again(now, counts || !open);
      } else if (counts || one.cause().isPresent() || one.repaired() || one.times() > 1) {
        all.add(one); // else the cause of this very failure is known by now
      }
    }
    all.add(last);
    int over = Math.max(0, all.size() - MOST_CAUSES);
    return new StepHistory(
        count, all.subList(over, all.size()), Math.min(Failure.MOST_TIMES, dropped + over), spent);
  }

  /** The step is known to fail, since then at the latest; what was counted stays so. */
  StepHistory failing(Optional<String> cause, Instant since) {
    StepHistory now = failed(cause, since, false);
    return new StepHistory(Math.max(1, failures), now.causes(), now.dropped(), spent);
  }

  /** The step holds. */
  StepHistory held() {
    return new StepHistory(
        failures, causes.stream().map(Failure::asRepaired).toList(), dropped, spent);
  }

  /** The learner was at it for some more time. */
  StepHistory spent(Duration more) {
    return new StepHistory(failures, causes, dropped, spent.plus(more));
  }
}

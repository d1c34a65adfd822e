package dev.egresstls.lab.classroom;

import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why a step failed.
 *
 * @param cause as an ID of the causes; empty if no known cause applied
 * @param times how often the step came to fail because of it
 * @param first when that was seen first
 * @param last when it was seen last
 * @param repaired whether the step has held since then
 */
public record Failure(
    Optional<String> cause, int times, Instant first, Instant last, boolean repaired) {
  static final int MOST_TIMES = 99;

  static Failure first(Optional<String> cause, Instant now) {
    return new Failure(cause, 1, now, now, false);
  }

  /** Reads what anybody may have written; empty if it does not say when that was. */
  static Optional<Failure> read(Tree json, Set<String> causes, LearnerClock clock) {
    return clock
        .time(json.get("first"))
        .map(
            first ->
                new Failure(
                    json.get("cause").text().filter(causes::contains),
                    (int) Math.max(1, Math.min(MOST_TIMES, json.get("times").number(1))),
                    first,
                    clock.time(json.get("last")).filter(first::isBefore).orElse(first),
                    json.get("repaired").isTrue()));
  }

  Tree json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cause", cause.orElse(null));
    json.put("times", times);
    json.put("first", first.toString());
    json.put("last", last.toString());
    json.put("repaired", repaired);
    return Tree.of(json);
  }

  Failure again(Instant now, boolean counts) {
    int more = counts ? Math.min(MOST_TIMES, times + 1) : times;
    return new Failure(cause, more, first, now.isAfter(last) ? now : last, false);
  }

  Failure asRepaired() {
    return new Failure(cause, times, first, last, true);
  }
}

package dev.egresstls.lab.classroom;

import dev.egresstls.lab.value.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far a learner is with a step.
 *
 * @param id the step's
 * @param state as all documents have it: todo, doing, checking, holds, broken or skipped
 * @param since when it came to that state
 * @param began when the learner came to the step
 * @param held when it held for the first time after that
 * @param hints how many were shown
 * @param cause why it fails, as an id of the causes
 */
public record StepProgress(
    String id,
    String state,
    Optional<Instant> since,
    Optional<Instant> began,
    Optional<Instant> held,
    int hints,
    Optional<String> cause) {
  private static final Set<String> STATES =
      Set.of("todo", "doing", "checking", "holds", "broken", "skipped");
  private static final int MOST_HINTS = 99;

  static StepProgress nothing(String id) {
    return new StepProgress(
        id, "todo", Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());
  }

  /** Reads what anybody may have written. */
  static StepProgress read(String id, Tree json, Set<String> causes, LearnerClock clock) {
    String state = json.get("state").text("");
    return new StepProgress(
        id,
        STATES.contains(state) ? state : "todo",
        clock.time(json.get("since")),
        clock.time(json.get("began")),
        clock.time(json.get("held")),
        (int) Math.max(0, Math.min(MOST_HINTS, json.get("hints").number(0))),
        json.get("cause").text().filter(causes::contains));
  }

  Tree json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("state", state);
    json.put("since", since.map(Instant::toString).orElse(null));
    json.put("began", began.map(Instant::toString).orElse(null));
    json.put("held", held.map(Instant::toString).orElse(null));
    json.put("hints", hints);
    json.put("cause", cause.orElse(null));
    return Tree.of(json);
  }

  /** How long the learner took for it; empty as long as it did not come to hold. */
  public Optional<Duration> took() {
    return began
        .flatMap(from -> held.map(to -> Duration.between(from, to)))
        .filter(one -> !one.isNegative());
  }

  /** Whether it fails. */
  public boolean fails() {
    return state.equals("broken");
  }

  /** Whether it holds. */
  public boolean holds() {
    return state.equals("holds");
  }
}

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
 * @param history what happened at it up to now
 */
public record StepProgress(
    String id,
    String state,
    Optional<Instant> since,
    Optional<Instant> began,
    Optional<Instant> held,
    int hints,
    Optional<String> cause,
    StepHistory history) {
  private static final String HOLDS = "holds";
  private static final String BROKEN = "broken";
  private static final Set<String> STATES =
      Set.of("todo", "doing", "checking", HOLDS, BROKEN, "skipped");
  private static final int MOST_HINTS = 99;

  static StepProgress nothing(String id) {
    return new StepProgress(
        id,
        "todo",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        StepHistory.NONE);
  }

  /** Reads what anybody may have written. */
  static StepProgress read(String id, Tree json, Set<String> causes, LearnerClock clock) {
    String text = json.get("state").text("");
    String state = STATES.contains(text) ? text : "todo";
    Optional<Instant> since = clock.time(json.get("since"));
    Optional<String> cause = json.get("cause").text().filter(causes::contains);
    return new StepProgress(
        id,
        state,
        since,
        clock.time(json.get("began")),
        clock.time(json.get("held")),
        (int) Math.max(0, Math.min(MOST_HINTS, json.get("hints").number(0))),
        cause,
        fitting(StepHistory.read(json, causes, clock), state, cause, since.orElse(clock.now())));
  }

  /** What the state says is so, whatever the history says, or does not say yet. */
  private static StepHistory fitting(
      StepHistory read, String state, Optional<String> cause, Instant since) {
    return switch (state) {
      case HOLDS -> read.held();
      case BROKEN -> read.failing(cause, since);
      default -> read;
    };
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
    history.addTo(json);
    return Tree.of(json);
  }

  /**
   * How long the learner was at it, whether or not it came to hold; empty if never. What an older
   * lab has written says only when the learner came and when it held.
   */
  public Optional<Duration> took() {
    return history.spent().isZero()
        ? began
            .flatMap(from -> held.map(to -> Duration.between(from, to)))
            .filter(one -> !one.isNegative())
        : Optional.of(history.spent());
  }

  /** Whether it is to be done, or done again. */
  boolean open() {
    return !state.equals(HOLDS) && !state.equals("skipped");
  }

  /** Whether it fails. */
  public boolean fails() {
    return state.equals(BROKEN);
  }

  /** Whether it holds. */
  public boolean holds() {
    return state.equals(HOLDS);
  }
}

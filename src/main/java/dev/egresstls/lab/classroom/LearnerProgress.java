package dev.egresstls.lab.classroom;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a learner is, as {@code docs/json.md} describes it. Whoever reads one of somebody else
 * believes nothing of it but what fits the lab.
 *
 * @param track the lab's track; empty if nothing was written yet
 * @param steps one for each step of the lab, in order
 * @param at the number of the step where the learner is, from 1 to one past the last
 * @param predictions what the learner predicted
 * @param updated when it was written; empty if it never was
 * @param hand since when the learner's hand is up
 */
public record LearnerProgress(
    String track,
    List<StepProgress> steps,
    int at,
    List<Prediction> predictions,
    Optional<Instant> updated,
    Optional<Instant> hand) {
  /** Goes up when a field changes its meaning. */
  private static final int SCHEMA_VERSION = 1;

  /** A whole session of the longest lab is a tenth of this; more is no progress. */
  private static final int LONGEST = 64_000;

  private static final int MOST_PREDICTIONS = 100;

  /**
   * What a learner predicted.
   *
   * @param about a step's or a what-if's id
   * @param right whether it came so; empty if nothing has shown it yet
   */
  public record Prediction(String about, Optional<Boolean> right) {}

  public LearnerProgress {
    steps = List.copyOf(steps);
    predictions = List.copyOf(predictions);
  }

  /** Nothing yet. */
  public static LearnerProgress none(List<String> ids) {
    return new LearnerProgress(
        "",
        ids.stream().map(StepProgress::nothing).toList(),
        1,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Reads what anybody may have written.
   *
   * @param ids of the lab's steps, in order
   * @param now later times count as this
   * @return empty if it is no progress
   */
  public static Optional<LearnerProgress> read(String text, List<String> ids, Instant now) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Tree json;
    try {
      json = Json.read(text);
    } catch (Json.Malformed e) {
      return Optional.empty();
    }
    if (json.get("schemaVersion").number(0) != SCHEMA_VERSION) {
      return Optional.empty();
    }
    Map<String, Tree> known = new LinkedHashMap<>();
    json.get("steps").items().forEach(one -> known.put(one.get("id").text(""), one));
    List<StepProgress> steps =
        ids.stream()
            .map(id -> StepProgress.read(id, known.getOrDefault(id, Tree.MISSING), now))
            .toList();
    long at = json.get("at").number(1);
    return Optional.of(
        new LearnerProgress(
            word(json.get("track").text("")),
            steps,
            (int) Math.max(1, Math.min(ids.size() + 1L, at)),
            predictions(json.get("predictions")),
            StepProgress.time(json.get("updated"), now),
            StepProgress.time(json.get("hand"), now)));
  }

  private static String word(String text) {
    String line = Neutral.line(text.length() > 60 ? text.substring(0, 60) : text);
    return line.matches("[a-z0-9 .-]*") ? line : "";
  }

  private static List<Prediction> predictions(Tree json) {
    List<Prediction> all = new ArrayList<>();
    for (Tree one : json.items()) {
      String about = word(one.get("about").text(""));
      if (!about.isEmpty() && all.size() < MOST_PREDICTIONS) {
        Tree right = one.get("right");
        boolean known = right.raw() instanceof Boolean;
        all.add(new Prediction(about, known ? Optional.of(right.isTrue()) : Optional.empty()));
      }
    }
    return all;
  }

  /** The document. */
  public Tree json(String lab) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("lab", lab);
    json.put("track", track);
    json.put("at", at);
    json.put("updated", updated.map(Instant::toString).orElse(null));
    json.put("hand", hand.map(Instant::toString).orElse(null));
    json.put("steps", steps.stream().map(StepProgress::json).toList());
    json.put(
        "predictions",
        predictions.stream()
            .map(one -> Tree.object("about", one.about(), "right", one.right().orElse(null)))
            .toList());
    return Tree.of(json);
  }

  /** How many steps hold. */
  public int held() {
    return (int) steps.stream().filter(StepProgress::holds).count();
  }

  /** How many hints were shown. */
  public int hints() {
    return steps.stream().mapToInt(StepProgress::hints).sum();
  }

  /** Whether every step holds. */
  public boolean finished() {
    return held() == steps.size();
  }

  /** The first step that fails. */
  public Optional<StepProgress> failing() {
    return steps.stream().filter(StepProgress::fails).findFirst();
  }

  /**
   * Since when the learner stands where nothing moves; empty before the first step and at the end.
   */
  public Optional<Instant> stuckSince() {
    Optional<StepProgress> fails = failing();
    if (fails.isPresent()) {
      return fails.get().since();
    }
    return finished() || at > steps.size() ? Optional.empty() : steps.get(at - 1).began();
  }
}

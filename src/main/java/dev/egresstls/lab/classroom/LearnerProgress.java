package dev.egresstls.lab.classroom;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a learner is, as {@code docs/json.md} describes it. Whoever reads one of somebody else
 * believes nothing of it but what fits the lab.
 *
 * @param lab the lab's ID
 * @param track the lab's track; empty if nothing was written yet
 * @param steps one for each step of the lab, in order
 * @param at the number of the step where the learner is, from 1 to one past the last
 * @param predictions what the learner predicted
 * @param updated when it was written; empty if it never was
 * @param hand since when the learner's hand is up
 */
public record LearnerProgress(
    String lab,
    String track,
    List<StepProgress> steps,
    int at,
    List<Prediction> predictions,
    Optional<Instant> updated,
    Optional<Instant> hand) {
  /** Goes up when a field changes its meaning. */
  private static final int SCHEMA_VERSION = 1;

  /** A whole session of the longest lab is a fifth of this; more is no progress. */
  private static final int LONGEST = 64_000;

  /**
   * What a learner predicted.
   *
   * @param about a step's or a what-if's id
   * @param option which option, counted from 1; empty if that was not written
   * @param right whether it came so; empty if nothing has shown it yet
   */
  public record Prediction(String about, Optional<Integer> option, Optional<Boolean> right) {}

  public LearnerProgress {
    steps = List.copyOf(steps);
    predictions = List.copyOf(predictions);
  }

  /** Nothing yet. */
  public static LearnerProgress none(LabTerms terms) {
    return new LearnerProgress(
        terms.lab(),
        "",
        terms.steps().stream().map(StepProgress::nothing).toList(),
        1,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Reads what this lab has written in an earlier session.
   *
   * @return empty if it is no progress
   */
  static Optional<LearnerProgress> own(Tree map, LabTerms terms, Instant now) {
    return document(map).map(json -> read(json, terms, LearnerClock.own(now)));
  }

  /**
   * Reads what anybody may have written.
   *
   * @param map the ConfigMap
   * @return empty if it is no progress
   */
  public static Optional<LearnerProgress> read(Tree map, LabTerms terms, Instant now) {
    return document(map)
        .map(json -> read(json, terms, LearnerClock.of(map, json.get("updated"), now)));
  }

  private static Optional<Tree> document(Tree map) {
    String text = map.get("data").get(Seat.PROGRESS).text("");
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(text))
          .filter(json -> json.get("schemaVersion").number(0) == SCHEMA_VERSION);
    } catch (Json.Malformed e) {
      return Optional.empty();
    }
  }

  private static LearnerProgress read(Tree json, LabTerms terms, LearnerClock clock) {
    Map<String, Tree> known = new LinkedHashMap<>();
    json.get("steps").items().forEach(one -> known.put(one.get("id").text(""), one));
    List<StepProgress> steps =
        terms.steps().stream()
            .map(
                id ->
                    StepProgress.read(
                        id, known.getOrDefault(id, Tree.MISSING), terms.causes(), clock))
            .toList();
    long at = json.get("at").number(1);
    return new LearnerProgress(
        word(json.get("lab").text("")),
        word(json.get("track").text("")),
        steps,
        (int) Math.max(1, Math.min(terms.steps().size() + 1L, at)),
        predictions(json.get("predictions"), terms),
        clock.time(json.get("updated")),
        clock.time(json.get("hand")));
  }

  private static String word(String text) {
    String line = Neutral.line(text.length() > 60 ? text.substring(0, 60) : text);
    return line.matches("[a-z0-9 .-]*") ? line : "";
  }

  private static List<Prediction> predictions(Tree json, LabTerms terms) {
    Map<String, Prediction> all = new LinkedHashMap<>();
    for (Tree one : json.items()) {
      terms
          .asked(one.get("about").text(""))
          .ifPresent(asked -> all.putIfAbsent(asked.about(), prediction(one, asked)));
    }
    return List.copyOf(all.values());
  }

  /** Which option is right, the lab knows: only whether that was shown is the learner's word. */
  private static Prediction prediction(Tree json, LabTerms.Asked asked) {
    long number = json.get("option").number(0);
    boolean known = number >= 1 && number <= asked.options().size();
    Optional<Integer> option = known ? Optional.of((int) number) : Optional.empty();
    boolean shown = json.get("right").raw() instanceof Boolean;
    boolean right = option.map(one -> one == asked.answer()).orElse(json.get("right").isTrue());
    return new Prediction(asked.about(), option, shown ? Optional.of(right) : Optional.empty());
  }

  /** The document. */
  public Tree json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("lab", lab);
    json.put("track", track);
    json.put("at", at);
    json.put("updated", updated.map(Instant::toString).orElse(null));
    json.put("hand", hand.map(Instant::toString).orElse(null));
    json.put("steps", steps.stream().map(StepProgress::json).toList());
    json.put("predictions", predictions.stream().map(LearnerProgress::json).toList());
    return Tree.of(json);
  }

  private static Tree json(Prediction one) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("about", one.about());
    json.put("option", one.option().orElse(null));
    json.put("right", one.right().orElse(null));
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
   * The step where the learner is: the first that fails, else one behind the learner that is to do
   * again, else the one that is next. Empty if nothing was written yet, or nothing is left to do.
   */
  public Optional<StepProgress> here() {
    return updated.isEmpty() || finished()
        ? Optional.empty()
        : failing()
            .or(() -> steps.stream().limit(at - 1L).filter(StepProgress::open).findFirst())
            .or(() -> steps.stream().skip(at - 1L).findFirst());
  }

  /** Since when the learner is where nothing moves; empty where nothing is to move. */
  public Optional<Instant> stuckSince() {
    return here()
        .filter(one -> !one.holds())
        .flatMap(one -> one.fails() ? one.since() : one.began().or(one::since));
  }

  /** Of a learner who does another lab, only the hand counts. */
  LearnerProgress ofAnotherLab(LabTerms terms) {
    LearnerProgress none = none(terms);
    return new LearnerProgress(
        lab, track, none.steps(), none.at(), List.of(), Optional.empty(), hand);
  }

  /** The same with what was predicted in an earlier session, where nothing new is known. */
  List<Prediction> predictionsWith(List<Prediction> now) {
    Map<String, Prediction> all = new LinkedHashMap<>();
    predictions.forEach(one -> all.put(one.about(), one));
    for (Prediction one : now) {
      all.merge(
          one.about(),
          one,
          (old, fresh) ->
              fresh.right().isEmpty() && fresh.option().equals(old.option()) ? old : fresh);
    }
    return List.copyOf(all.values());
  }
}

package dev.egresstls.lab.shell.record;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.render.StepLines;
import dev.egresstls.lab.session.ChallengeResult;
import dev.egresstls.lab.session.QuizAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a learner did in one world, with times: what the report is made of. Any thread may use it.
 */
public final class LearningLog {
  /**
   * When a step held for the first time.
   *
   * @param spent since the step before it held, or the session began
   * @param doing how much of that the lab took to do it
   * @param says what was observed
   */
  public record StepTime(Duration spent, Duration doing, String says) {}

  /**
   * A what-if that was tried.
   *
   * @param asPredicted whether what was observed is what the lab predicted
   */
  public record Tried(String id, String title, boolean asPredicted) {}

  private final Instant began;
  private final Map<Integer, StepTime> steps = new TreeMap<>();
  private final Map<String, Tried> tried = new LinkedHashMap<>();
  private final Map<String, QuizAnswer> quiz = new LinkedHashMap<>();
  private final List<ChallengeResult> challenges = new ArrayList<>();
  private Instant before;

  /** One that begins now. */
  public LearningLog(Instant now) {
    this.began = now;
    this.before = now;
  }

  /** Keeps what an event says of a step or a what-if. */
  public synchronized void saw(Instant at, Event event) {
    if (event instanceof Event.StepHeld held && !held.already()) {
      Duration spent = Duration.between(before, at);
      steps.putIfAbsent(
          held.number(), new StepTime(spent, held.elapsed(), StepLines.says(held.verdicts())));
      before = at;
    } else if (event instanceof Event.Tried one) {
      var report = one.report();
      tried.put(report.id(), new Tried(report.id(), report.title(), report.prediction()));
    }
  }

  /** Keeps an answer of the quiz. */
  public synchronized void answered(QuizAnswer answer) {
    quiz.put(answer.id(), answer);
  }

  /** Forgets the answers: the quiz begins again. */
  public synchronized void quizAgain() {
    quiz.clear();
  }

  /** Keeps what came of a challenge. */
  public synchronized void challenged(ChallengeResult result) {
    challenges.add(result);
  }

  /** Whether nothing was done yet. */
  public synchronized boolean isEmpty() {
    return steps.isEmpty() && tried.isEmpty() && quiz.isEmpty() && challenges.isEmpty();
  }

  /** When it began. */
  public Instant began() {
    return began;
  }

  /** The steps that were done, by their numbers. */
  public synchronized Map<Integer, StepTime> steps() {
    return new TreeMap<>(steps);
  }

  /** The what-ifs that were tried, in that order. */
  public synchronized List<Tried> tried() {
    return List.copyOf(tried.values());
  }

  /** The ids of those. */
  public synchronized Set<String> triedIds() {
    return Set.copyOf(tried.keySet());
  }

  /** The answers, in the order in which they were given. */
  public synchronized List<QuizAnswer> quiz() {
    return List.copyOf(quiz.values());
  }

  /** What came of challenges, in order. */
  public synchronized List<ChallengeResult> challenges() {
    return List.copyOf(challenges);
  }
}

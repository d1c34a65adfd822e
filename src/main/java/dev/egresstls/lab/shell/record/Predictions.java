package dev.egresstls.lab.shell.record;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.User;
import dev.egresstls.lab.classroom.LabTerms;
import dev.egresstls.lab.classroom.LearnerProgress;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.ExperimentReport;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Teaching;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.mesh.proof.Station;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What a learner predicted in this session, and what came of it. Used from any thread. */
public final class Predictions {
  private static final String BEFORE = LabTerms.BEFORE;

  private final Set<String> asked = new HashSet<>();
  private final Set<Integer> shown = new TreeSet<>();
  private final Map<String, Guess> guesses = new LinkedHashMap<>();
  private final Map<String, String> evidence = new HashMap<>();

  /**
   * A guess.
   *
   * @param about a step's number, or the id of a what-if
   * @param question filled in
   * @param own what the learner said
   * @param right what is so
   * @param shownBy the what-if that shows it, if doing the step does not
   * @param seen what was seen of it; empty for nothing yet
   */
  public record Guess(
      String about,
      String question,
      String own,
      String right,
      Optional<String> shownBy,
      Optional<String> seen) {
    /** Whether it came as the learner said. */
    public boolean hit() {
      return own.equals(right);
    }

    private boolean shownBy(String event) {
      return shownBy.orElse(about).equals(event);
    }

    private Guess seen(String what) {
      return new Guess(about, question, own, right, shownBy, Optional.of(what));
    }
  }

  /** Whether the question of a step was answered or skipped already. */
  synchronized boolean asked(int number) {
    return asked.contains(String.valueOf(number));
  }

  /** Whether nothing is left to predict of a step: it was asked already, was done or did hold. */
  public synchronized boolean tooLate(int number) {
    return asked(number) || shown.contains(number);
  }

  /** The question of a step need not be asked again. */
  public synchronized void skipped(int number) {
    asked.add(String.valueOf(number));
  }

  /** Whether the question of the request before a step was answered or skipped. */
  public synchronized boolean askedBefore(int number) {
    return asked.contains(before(number));
  }

  /** Asks the question of a step and keeps the prediction. */
  public Optional<Integer> ask(
      User user, int number, PredictionQuestion question, UnaryOperator<String> fill)
      throws InterruptedException {
    return ask(user, String.valueOf(number), question, fill);
  }

  /** Asks the question of a what-if and keeps the prediction. */
  public Optional<Integer> ask(
      User user, String about, PredictionQuestion question, UnaryOperator<String> fill)
      throws InterruptedException {
    Optional<Integer> option =
        Quiz.ask(user, options -> say("shell.quiz.ask", options), question, fill);
    synchronized (this) {
      asked.add(about);
    }
    option.ifPresent(
        number -> {
          String own = fill.apply(question.options().get(number - 1));
          keep(
              new Guess(
                  about,
                  fill.apply(question.text()),
                  own,
                  fill.apply(question.right()),
                  question.shownBy(),
                  Optional.empty()));
        });
    return option;
  }

  /** What the prediction of the request before a step is kept under. */
  public static String before(int number) {
    return BEFORE + number;
  }

  /** What shows the answer to a question, asked or not: a command and what it printed. */
  public synchronized void shown(String about, String seen) {
    evidence.put(about, seen);
    guesses.computeIfPresent(about, (key, guess) -> guess.seen(seen));
  }

  /** The same; empty if nothing was seen of it. */
  synchronized String evidence(String about) {
    return evidence.getOrDefault(about, "");
  }

  /** What the trainer of a class sees of them: by the ids of steps and what-ifs. */
  public List<LearnerProgress.Prediction> ofRun(LabRun run) {
    List<String> ids = run.lab().steps().stream().map(Step::id).toList();
    return all().stream()
        .map(
            guess ->
                new LearnerProgress.Prediction(
                    id(guess.about(), ids),
                    asked(guess.about(), run.lab())
                        .flatMap(one -> one.option(guess.own(), run.vars()::show)),
                    guess.seen().map(seen -> guess.hit())))
        .toList();
  }

  private static Optional<PredictionQuestion> asked(String about, Lab lab) {
    String number = about.replace(BEFORE, "");
    if (!number.matches("[1-9]\\d?") || Integer.parseInt(number) > lab.steps().size()) {
      return lab.whatIf(about).flatMap(WhatIf::predict);
    }
    Step step = lab.steps().get(Integer.parseInt(number) - 1);
    return about.startsWith(BEFORE) ? step.teaching().flatMap(Teaching::request) : step.predict();
  }

  private static String id(String about, List<String> ids) {
    String number = about.replace(BEFORE, "");
    boolean known = number.matches("[1-9]\\d?") && Integer.parseInt(number) <= ids.size();
    String id = known ? ids.get(Integer.parseInt(number) - 1) : number;
    return about.startsWith(BEFORE) ? BEFORE + id : id;
  }

  /** What the learner predicted of a step, a what-if or a request. */
  public synchronized Optional<Guess> of(String about) {
    return Optional.ofNullable(guesses.get(about));
  }

  /** Undoes in what was predicted in an earlier session. */
  public synchronized void recall(Guess guess) {
    guesses.putIfAbsent(guess.about(), guess);
  }

  private synchronized void keep(Guess guess) {
    guesses.put(guess.about(), guess);
  }

  /**
   * What was seen of a step or a what-if belongs to what was predicted of it. A what-if that went
   * otherwise than predicted proves no answer.
   */
  public synchronized void saw(Event event) {
    if (event instanceof Event.StepStarted started) {
      shown.add(started.number());
    } else if (event instanceof Event.Regressed regressed) {
      shown.add(regressed.number());
    }
    if (event instanceof Event.StepHeld held) {
      shown.add(held.number());
      String about = String.valueOf(held.number());
      saw(about, evidence(about));
    } else if (event instanceof Event.Tried tried && tried.report().prediction()) {
      saw(tried.report().id(), says(tried.report()));
    }
  }

  private void saw(String shown, String seen) {
    guesses.replaceAll((about, guess) -> guess.shownBy(shown) ? guess.seen(seen) : guess);
  }

  private static String says(ExperimentReport report) {
    List<String> seen = new ArrayList<>(report.says());
    report.attempts().stream()
        .flatMap(attempt -> attempt.rows().stream())
        .filter(row -> row.title().equals(Station.CLIENT))
        .forEach(row -> seen.add(row.seen()));
    return String.join(" · ", seen);
  }

  /** All of them, in the order in which they were made. */
  public synchronized List<Guess> all() {
    return List.copyOf(guesses.values());
  }
}

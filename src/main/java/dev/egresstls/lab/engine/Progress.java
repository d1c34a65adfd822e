package dev.egresstls.lab.engine;

import dev.egresstls.lab.check.Evidence;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a run has come to: read by any thread, changed by the run and by what watches in the
 * background.
 */
final class Progress {
  /** What is known of a step besides its state. */
  private record Known(List<Verdict> verdicts, Optional<Problem> problem, Duration elapsed) {
    static final Known NOTHING = new Known(List.of(), Optional.empty(), Duration.ZERO);
  }

  private final Lab lab;
  private final Sink sink;
  private final Voice reporter = new Voice();
  private final Map<Integer, Known> known = new LinkedHashMap<>();
  private final Map<Integer, Integer> guesses = new LinkedHashMap<>();
  private final Map<Integer, Map<String, Evidence>> sent = new LinkedHashMap<>();
  private Session session;
  private Vars vars;
  private Optional<Proof> proof = Optional.empty();
  private Instant proved = Instant.EPOCH;

  Progress(Lab lab, Vars vars, Sink sink) {
    this.lab = lab;
    this.vars = vars;
    this.sink = sink;
    this.session = Session.of(lab.steps().size());
  }

  synchronized void guessed(int number, int option) {
    guesses.put(number, option);
  }

  /** What the learner predicted of a step; asked for once. */
  synchronized Optional<Integer> guess(int number) {
    return Optional.ofNullable(guesses.remove(number));
  }

  /** What is held while an event is emitted. */
  private static final class Voice {}

  /** Gives an event to the sink; one at a time. */
  void emit(Event event) {
    synchronized (reporter) {
      sink.accept(event);
    }
  }

  Step step(int number) {
    return lab.steps().get(number - 1);
  }

  synchronized Session session() {
    return session;
  }

  synchronized StepState state(int number) {
    return session.state(number);
  }

  synchronized void move(UnaryOperator<Session> move) {
    session = move.apply(session);
  }

  /** Moves only from a state, so that two threads cannot both say that a step broke. */
  synchronized boolean moveFrom(int number, StepState from, UnaryOperator<Session> move) {
    if (session.state(number) != from) {
      return false;
    }
    session = move.apply(session);
    return true;
  }

  /** Leaves out the step where the learner is, unless it holds, and says so. */
  void skip() {
    Session before = session();
    move(Session::skipped);
    if (!before.finished() && state(before.at()) == StepState.SKIPPED) {
      emit(new Event.StepSkipped(before.at(), step(before.at())));
    }
  }

  synchronized Vars vars() {
    return vars;
  }

  synchronized void vars(UnaryOperator<Vars> change) {
    vars = change.apply(vars);
  }

  /** Which way the last request went. */
  synchronized Optional<Proof> proof() {
    return proof;
  }

  /** When it was sent, if one was. */
  synchronized Optional<Instant> sentAt() {
    return proof.map(way -> proved);
  }

  /** Keeps the way of a request that was sent just now, if it could be sent. */
  synchronized void proved(Evidence sent, Instant now) {
    if (sent.proof().isPresent()) {
      proof = sent.proof();
      proved = now;
    }
  }

  synchronized List<Verdict> verdicts(int number) {
    return known.getOrDefault(number, Known.NOTHING).verdicts();
  }

  synchronized void saw(int number, List<Verdict> verdicts) {
    Known before = known.getOrDefault(number, Known.NOTHING);
    known.put(number, new Known(List.copyOf(verdicts), Optional.empty(), before.elapsed()));
  }

  /** What a broken step is broken by now; nothing, if it is being done again. */
  synchronized void stillBroken(int number, List<Verdict> verdicts) {
    Known before = known.getOrDefault(number, Known.NOTHING);
    if (session.state(number) == StepState.BROKEN) {
      known.put(number, new Known(List.copyOf(verdicts), before.problem(), before.elapsed()));
    }
  }

  synchronized void took(int number, Duration elapsed) {
    Known before = known.getOrDefault(number, Known.NOTHING);
    known.put(number, new Known(before.verdicts(), before.problem(), elapsed));
  }

  synchronized void failed(int number, Problem problem) {
    Known before = known.getOrDefault(number, Known.NOTHING);
    known.put(number, new Known(before.verdicts(), Optional.of(problem), before.elapsed()));
  }

  /** Keeps what came of a step's requests, for who asks why it fails. */
  synchronized void sent(int number, Map<String, Evidence> evidence) {
    sent.put(number, Map.copyOf(evidence));
  }

  /** What came of a step's last requests, by check; empty if none was sent. */
  synchronized Map<String, Evidence> sent(int number) {
    return sent.getOrDefault(number, Map.of());
  }

  synchronized List<StepReport> reports() {
    List<StepReport> reports = new ArrayList<>();
    for (int number = 1; number <= lab.steps().size(); number++) {
      Known one = known.getOrDefault(number, Known.NOTHING);
      reports.add(
          new StepReport(
              number,
              step(number),
              session.state(number),
              one.verdicts(),
              one.problem(),
              one.elapsed()));
    }
    return reports;
  }
}

package dev.egresstls.lab.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.ClassNote;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.background.SerialExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A learner's place in a class: lets the trainer see how far the learner is, and the learner what
 * the trainer says. It writes on a thread of its own, so that no step waits for it, and after the
 * first event of the run at the earliest: looking at a lab writes nothing.
 */
public final class Seat implements AutoCloseable {
  /** The fields of the two ConfigMaps. */
  static final String PROGRESS = "progress.json";

  static final String OFF = "off";
  static final String SAYS = "say";
  static final String PAUSE = "pauseAt";

  private static final int LEASE_SECONDS = 60;
  private static final Duration RENEWED = Duration.ofSeconds(20);
  private static final Duration LAST_WRITE = Duration.ofSeconds(5);

  /**
   * How long a learner was at a step need not be known more precisely, should the lab be killed.
   */
  private static final Duration REWRITTEN = Duration.ofMinutes(1);

  private static final Duration ENDING = Duration.ofSeconds(2);

  private final Enrolment enrolment;
  private final LabRun run;
  private final LabTerms terms;
  private final ClassNote note;
  private final ClassEnd end;
  private final HistoryLog history = new HistoryLog();
  private final SerialExecutor writer = new SerialExecutor("class");
  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile Supplier<List<LearnerProgress.Prediction>> predictions = List::of;
  private volatile Optional<AutoCloseable> hearing = Optional.empty();
  private volatile boolean off;
  private Optional<LearnerProgress> last = Optional.empty();
  private Optional<Instant> hand = Optional.empty();
  private Optional<String> pause = Optional.empty();
  private Optional<String> message = Optional.empty();
  private boolean missed;

  /** Takes a place; nothing is written yet. What the trainer says, the run's sink hears. */
  public Seat(Enrolment enrolment, LabRun run) {
    this.enrolment = enrolment;
    this.run = run;
    this.terms = LabTerms.of(run.lab());
    this.note = run.world().note(enrolment.namespace(), ClassNames.PROGRESS);
    this.end = new ClassEnd(enrolment, run);
  }

  /** Which class it is in. */
  public Enrolment enrolment() {
    return enrolment;
  }

  /** What the learner predicted is asked for whenever progress is written. */
  public void predicting(Supplier<List<LearnerProgress.Prediction>> all) {
    predictions = all;
  }

  /** Something happened in the run. */
  public void happened(Event event) {
    if (!off) {
      history.happened(event, now());
    }
    boolean moves =
        event instanceof Event.StepStarted
            || event instanceof Event.StepHeld
            || event instanceof Event.StepBroke
            || event instanceof Event.StepFailed
            || event instanceof Event.StepSkipped
            || event instanceof Event.Regressed
            || event instanceof Event.Recovered
            || event instanceof Event.RunFinished
            || event instanceof Event.Tried;
    if (moves) {
      tick();
      changed();
    }
    if (event instanceof Event.StepHeld held) {
      writer.execute(() -> remind(held.number() + 1));
    }
  }

  /** Repeats the pause to a learner who arrives at its step. */
  private void remind(int next) {
    pause.filter(id -> run.lab().numberOf(id) == next).map(this::stop).ifPresent(run::tell);
  }

  /** Writes soon, once, however often it was asked for; and from now on says that it is there. */
  public void changed() {
    if (waiting.compareAndSet(false, true)) {
      writer.execute(this::write);
    }
    if (renewing.compareAndSet(false, true)) {
      writer.execute(this::renew);
    }
  }

  private Instant now() {
    return run.world().clock().now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The time goes on: the learner was at a step until now. */
  private void tick() {
    if (!off) {
      int due = run.session().due();
      history.tick(due > terms.steps().size() ? HistoryLog.NOWHERE : due, now());
    }
  }

  private void renew() {
    tick();
    attempt(() -> note.renew(Map.of(ClassNames.LABEL, enrolment.course()), LEASE_SECONDS));
    if (last.filter(one -> !one.finished() && isOld(one)).isPresent()) {
      write();
    }
    if (missed) {
      over();
    }
    writer.after(RENEWED, this::renew);
  }

  private boolean isOld(LearnerProgress one) {
    return one.updated().filter(at -> now().isBefore(at.plus(REWRITTEN))).isEmpty();
  }

  private void write() {
    waiting.set(false);
    attempt(
        () -> {
          LearnerProgress before = before();
          if (off) {
            return;
          }
          tick();
          LearnerProgress now = now(before, history.take());
          last = Optional.of(now);
          note.write(Map.of(PROGRESS, Json.write(now.json())));
        });
  }

  /** What stands there of earlier sessions; says what is written if nothing was yet. */
  private LearnerProgress before() {
    if (last.isPresent()) {
      return last.get();
    }
    Tree map = note.read().orElse(Tree.MISSING);
    off = map.get("data").get(OFF).text("").equals("true");
    Optional<LearnerProgress> found =
        LearnerProgress.own(map, terms, now()).filter(one -> one.lab().equals(terms.lab()));
    if (found.isEmpty() && !off) {
      run.tell(say("classroom.seat.writes", enrolment.namespace()));
    }
    hand = hand.or(() -> found.flatMap(LearnerProgress::hand));
    last = Optional.of(found.orElseGet(() -> LearnerProgress.none(terms)));
    return last.get();
  }

  /** Who must not write or cannot is left in peace: the lab works all the same. */
  private void attempt(Runnable work) {
    try {
      if (!off) {
        work.run();
      }
    } catch (LabFailure e) {
      boolean never =
          e.problem().kind() == Problem.Kind.DENIED || e.problem().kind() == Problem.Kind.USAGE;
      if (never && !off && !over()) {
        off = true;
        run.tell(say("classroom.seat.cannot", e.problem().what()));
      }
    }
  }

  private synchronized LearnerProgress now(
      LearnerProgress before, List<HistoryLog.Change> changes) {
    Instant now = now();
    List<StepProgress> steps = new ArrayList<>();
    int at = run.session().at();
    for (StepReport report : run.reports()) {
      steps.add(step(report, before.steps().get(report.number() - 1), at, now, changes));
    }
    return new LearnerProgress(
        terms.lab(),
        run.lab().track().id(),
        steps,
        at,
        before.predictionsWith(predictions.get()),
        Optional.of(now),
        hand);
  }

  private StepProgress step(
      StepReport report,
      StepProgress before,
      int at,
      Instant now,
      List<HistoryLog.Change> changes) {
    String state = report.state().word();
    boolean holds = report.state() == StepState.HOLDS;
    boolean here = report.number() == at || report.state() == StepState.DOING;
    Optional<Instant> began = before.began().or(() -> here ? Optional.of(now) : Optional.empty());
    Optional<Instant> held =
        before.held().or(() -> holds && began.isPresent() ? Optional.of(now) : Optional.empty());
    boolean broken = report.state() == StepState.BROKEN;
    Optional<String> cause = broken ? HistoryLog.cause(report.verdicts()) : Optional.empty();
    StepHistory past = HistoryLog.applied(before.history(), report.number(), changes);
    return new StepProgress(
        report.step().id(),
        state,
        state.equals(before.state()) ? before.since().or(() -> Optional.of(now)) : Optional.of(now),
        began,
        held,
        Math.max(before.hints(), run.session().hints(report.number())),
        cause,
        holds ? past.held() : broken && past.failing() ? past.failed(cause, now, false) : past);
  }

  /** What is written for the trainer now. */
  public Tree shown() {
    LearnerProgress before = last.orElseGet(() -> LearnerProgress.none(terms));
    return now(before, history.pending()).json();
  }

  /** Whether the class has ended, as the cluster says now; says so once. */
  public boolean over() {
    boolean ended = end.look() == ClassEnd.Look.ENDED;
    off |= ended;
    if (ended && told.compareAndSet(false, true)) {
      end.known().ifPresent(run::tell);
    }
    return ended;
  }

  /** Why nothing can be done in the learner's namespace, as the cluster says now; one sentence. */
  public Optional<String> obstacle() {
    ClassEnd.Look look = end.look();
    off |= look == ClassEnd.Look.ENDED;
    told.compareAndSet(false, look == ClassEnd.Look.ENDED);
    return look == ClassEnd.Look.DENIED ? Optional.of(end.denied()) : end.known();
  }

  /** Whether the class has ended, as far as is known by now; asks nobody. */
  public boolean ended() {
    return end.known().isPresent();
  }

  /** Whether nothing is written, since the learner does not want it or it is not allowed. */
  public boolean silent() {
    return off;
  }

  /** From now on writes nothing, and takes away what stands there; or writes again. */
  public void silence(boolean wanted) {
    off = wanted;
    Map<String, String> data = new LinkedHashMap<>();
    data.put(OFF, wanted ? "true" : null);
    if (wanted) {
      data.put(PROGRESS, null);
    }
    note.write(data);
    if (!wanted) {
      changed();
    }
  }

  /** Puts a hand up, or takes it down. */
  public void raise(boolean up) {
    synchronized (this) {
      hand = up ? Optional.of(now()) : Optional.empty();
    }
    changed();
  }

  /** Hears from now on what the trainer says. */
  public void listen() {
    Resources resources = run.world().resources().orElseThrow();
    Watched news =
        resources.watch(
            new Query(
                "v1", "ConfigMap", Optional.of(enrolment.course()), Optional.of(ClassNames.NEWS)));
    end.hearing(news);
    hearing = Optional.of(resources.onChange(() -> writer.execute(() -> hear(news))));
    writer.execute(() -> hear(news));
  }

  private void hear(Watched news) {
    boolean gone = end.suspected();
    if (gone && !missed && !over()) {
      writer.after(ENDING, this::over); // the learner's namespace may go a little later
    }
    missed = gone;
    if (gone || news.state() != Watched.State.SYNCED) {
      return;
    }
    Tree data = news.items().stream().findFirst().orElse(Tree.MISSING).get("data");
    Optional<String> step = data.get(PAUSE).text().filter(terms.steps()::contains);
    Optional<String> said = data.get(SAYS).text().filter(one -> !one.isBlank());
    told(pause.map(this::stop), step.map(this::stop), say("classroom.news.go-on"));
    pause = step;
    Optional<String> now =
        said.map(one -> say("classroom.news.says", Announcement.shortened(Neutral.line(one))));
    told(message, now, say("classroom.news.over"));
    message = now;
  }

  /** Asks to stop before a step. */
  private String stop(String id) {
    return say("classroom.news.pause", run.lab().numberOf(id), id);
  }

  private void told(Optional<String> before, Optional<String> now, String over) {
    if (!now.equals(before)) {
      run.tell(now.orElse(over));
    }
  }

  private static void quietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new IllegalStateException("a subscription that does not end", e);
    }
  }

  /** Writes what is left to write, for a moment at most. */
  @Override
  public void close() {
    hearing.ifPresent(Seat::quietly);
    try {
      if (renewing.get() && !off) {
        writer.await(this::write, LAST_WRITE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      writer.close();
    }
  }
}

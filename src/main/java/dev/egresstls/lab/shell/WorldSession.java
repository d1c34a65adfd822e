package dev.egresstls.lab.shell;

import dev.egresstls.lab.app.change.User;
import dev.egresstls.lab.app.launch.Launch;
import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.report.ReportStore;
import dev.egresstls.lab.classroom.Seat;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.record.RecordedText;
import dev.egresstls.lab.shell.record.SessionReport;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.background.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What a session has in one world. For another world there is another one of these. */
final class WorldSession implements AutoCloseable {
  private final Console console;
  private final User user;
  private final Launch launch;
  private final EventFanOut events;
  private final Path state;
  private final CompletableFuture<LaunchedRun> opened = new CompletableFuture<>();
  private volatile Optional<Thread> opener = Optional.empty();
  private volatile LaunchBanner banner;
  private volatile Optional<RecordedText> kept = Optional.empty();
  private volatile Optional<ShellSession.Named> named = Optional.empty();
  private volatile Optional<RunningChallenge> challenge = Optional.empty();
  private Tree keptReport = Tree.MISSING;

  /**
   * Opens nothing yet.
   *
   * @param state where what outlives the session is kept
   */
  WorldSession(Console console, User user, Launch launch, EventFanOut events, Path state) {
    this.console = console;
    this.user = user;
    this.launch = launch;
    this.events = events;
    this.state = state;
    this.banner = launch.banner();
  }

  /** Opens the world on a thread of its own. */
  void begin(WorldArrival arrival) {
    opener = Optional.of(Threads.start("opening", () -> open(arrival)));
  }

  private void open(WorldArrival arrival) {
    try {
      LaunchedRun fresh = launch.open(known -> know(known, arrival), events);
      prepare(fresh);
      if (!opened.complete(fresh)) {
        fresh.close();
        return;
      }
      arrival.open();
    } catch (Throwable e) {
      if (opened.completeExceptionally(e)) {
        arrival.failed();
      } else if (!opened.isCancelled()) {
        Threads.report(e);
      }
    }
  }

  /** Before anybody else can reach the run: one thread at a time may look or do. */
  private void prepare(LaunchedRun fresh) throws InterruptedException {
    try {
      kept = Optional.of(RecordedText.of(state.resolve("progress"), fresh.run().lab()));
      kept.get().recall(fresh.run(), events.guesses());
      if (!fresh.world().fleeting()) {
        fresh.run().world().ledger().asking(user::takesOver);
      }
      UnfinishedExperiments.undo(console, fresh);
      fresh.seat().ifPresent(seat -> fresh.run().watchUntil(seat::over));
      fresh.run().keepWatching();
      fresh.seat().ifPresent(seat -> take(seat, fresh.run()));
    } catch (Throwable e) {
      fresh.close();
      throw e;
    }
  }

  /** A learner's session is in the class from its start. */
  private void take(Seat seat, LabRun run) {
    seat.predicting(() -> events.guesses().ofRun(run));
    seat.listen();
    seat.changed();
  }

  private void know(LaunchBanner known, WorldArrival arrival) {
    banner = known;
    if (!opened.isDone()) {
      arrival.known();
    }
  }

  Launch launch() {
    return launch;
  }

  LaunchBanner banner() {
    return banner;
  }

  EventFanOut events() {
    return events;
  }

  /** What is kept of all sessions, once it is known which lab this is. */
  Optional<RecordedText> kept() {
    return kept;
  }

  /** The world with its run, if it is open by now. */
  Optional<LaunchedRun> openNow() {
    return opened.isDone() && !opened.isCompletedExceptionally()
        ? Optional.of(opened.join())
        : Optional.empty();
  }

  /** Why the world could not be opened, if that is known by now. */
  Optional<Throwable> failure() {
    return opened.isCompletedExceptionally() && !opened.isCancelled()
        ? Optional.of(opened.handle((fresh, thrown) -> thrown).join())
        : Optional.empty();
  }

  /** The open world with its run; waits for it. */
  LaunchedRun open() throws InterruptedException {
    if (!opened.isDone()) {
      console.flash(Line.at(2).say("shell.opening.looking").toned(Role.QUIET));
    }
    try {
      return opened.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LabFailure failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  /** Keeps what outlives the session, if there is anything. */
  void keep() {
    openNow()
        .ifPresent(
            open -> {
              kept.ifPresent(one -> one.keep(open.run(), events.guesses(), events.learning()));
              if (SessionReport.worthKeeping(open.run(), events.guesses(), events.learning())) {
                keep(SessionReport.of(open, events.guesses(), events.learning()));
              }
            });
  }

  private void keep(Tree report) {
    if (report.equals(keptReport)) {
      return;
    }
    keptReport = report;
    try {
      reports().keep(reportName(), report);
    } catch (IOException e) {
      return; // it is no reason to disturb the learner
    }
  }

  ReportStore reports() {
    return ReportStore.in(state);
  }

  /** The name of this session's report. */
  String reportName() {
    return ReportStore.name(events.learning().began(), banner.mode().word());
  }

  Optional<ShellSession.Named> named() {
    return named;
  }

  void named(Optional<ShellSession.Named> last) {
    named = last;
  }

  Optional<RunningChallenge> challenge() {
    return challenge;
  }

  void challenge(Optional<RunningChallenge> running) {
    challenge = running;
  }

  /** Closes the world, or gives up opening it. */
  @Override
  public void close() {
    try {
      challenge.ifPresent(running -> running.challenge().end());
    } finally {
      closeWorld();
    }
  }

  private void closeWorld() {
    if (opened.cancel(false) || opened.isCompletedExceptionally()) {
      opener.ifPresent(Thread::interrupt);
    } else {
      opened.join().close();
    }
  }
}

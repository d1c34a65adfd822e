package dev.egresstls.lab.shell;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.ledger.TakeOver;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.desk.Desk;
import dev.egresstls.lab.shell.opening.Cover;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.opening.Opening;
import dev.egresstls.lab.shell.record.Kept;
import dev.egresstls.lab.shell.whatif.UnfinishedTrials;
import dev.egresstls.lab.world.background.Threads;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What a session has in one world. For another world there is another one of these. */
final class WorldSession implements AutoCloseable {
  private final Desk desk;
  private final Opening opening;
  private final EventFanOut events;
  private final Path state;
  private final CompletableFuture<Opened> opened = new CompletableFuture<>();
  private volatile Optional<Thread> opener = Optional.empty();
  private volatile Cover cover;
  private volatile Optional<Kept> kept = Optional.empty();
  private volatile boolean allowed;
  private volatile boolean examined;
  private volatile Optional<Lesson.Named> named = Optional.empty();

  /**
   * Opens nothing yet.
   *
   * @param state where what outlives the session is kept
   */
  WorldSession(Desk desk, Opening opening, EventFanOut events, Path state) {
    this.desk = desk;
    this.opening = opening;
    this.events = events;
    this.state = state;
    this.cover = opening.cover();
  }

  /** Opens the world on a thread of its own. */
  void begin(Arrival arrival) {
    opener = Optional.of(Threads.start("opening", () -> open(arrival)));
  }

  private void open(Arrival arrival) {
    try {
      Opened fresh = opening.open(known -> know(known, arrival), events);
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
  private void prepare(Opened fresh) throws InterruptedException {
    try {
      allowed = fresh.allowed();
      kept = Optional.of(Kept.of(state.resolve("progress"), fresh.run().lab()));
      kept.get().recall(fresh.run(), events.guesses());
      if (!fresh.world().fleeting()) {
        fresh.run().world().ledger().asking(this::agrees);
      }
      UnfinishedTrials.takeBack(desk, fresh);
      fresh.run().keepWatching();
    } catch (Throwable e) {
      fresh.close();
      throw e;
    }
  }

  /** Whether the learner lets something be changed that belongs to somebody else. */
  private boolean agrees(TakeOver.Question question) {
    if (!desk.attended()) {
      return false;
    }
    String prompt = "  " + question.asked() + " ";
    return desk.read(() -> prompt)
        .map(String::strip)
        .filter(typed -> typed.equalsIgnoreCase("y") || typed.equalsIgnoreCase("yes"))
        .isPresent();
  }

  private void know(Cover known, Arrival arrival) {
    cover = known;
    if (!opened.isDone()) {
      arrival.known();
    }
  }

  Opening opening() {
    return opening;
  }

  Cover cover() {
    return cover;
  }

  EventFanOut events() {
    return events;
  }

  /** What is kept of all sessions, once it is known which lab this is. */
  Optional<Kept> kept() {
    return kept;
  }

  /** The world with its run, if it is open by now. */
  Optional<Opened> openNow() {
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
  Opened open() throws InterruptedException {
    if (!opened.isDone()) {
      desk.flash(Line.at(2).say("shell.opening.looking").toned(Role.QUIET));
    }
    try {
      return opened.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LabFailure failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  boolean allowed() {
    return allowed;
  }

  void allow() {
    allowed = true;
  }

  boolean examined() {
    return examined;
  }

  void wasExamined() {
    examined = true;
  }

  Optional<Lesson.Named> named() {
    return named;
  }

  void named(Optional<Lesson.Named> last) {
    named = last;
  }

  /** Closes the world, or gives up opening it. */
  @Override
  public void close() {
    if (opened.cancel(false) || opened.isCompletedExceptionally()) {
      opener.ifPresent(Thread::interrupt);
    } else {
      opened.join().close();
    }
  }
}

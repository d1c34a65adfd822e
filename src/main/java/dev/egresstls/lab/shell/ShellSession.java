package dev.egresstls.lab.shell;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.ledger.TakeOver;
import dev.egresstls.lab.render.EventPrinter;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.commands.WhatIfCommands;
import dev.egresstls.lab.shell.console.Console;
import dev.egresstls.lab.shell.ending.DoneSteps;
import dev.egresstls.lab.shell.ending.Predictions;
import dev.egresstls.lab.shell.launch.Launch;
import dev.egresstls.lab.shell.launch.LaunchBanner;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.shell.record.RecordedText;
import dev.egresstls.lab.shell.record.Recording;
import dev.egresstls.lab.shell.record.RecordingConsole;
import dev.egresstls.lab.shell.record.SessionLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A session in progress: the console, and the run as soon as its world is open. */
public final class ShellSession implements AutoCloseable {
  private final Console console;
  private volatile Launch launch;
  private volatile CompletableFuture<LaunchedRun> opened = new CompletableFuture<>();
  private final Sink screen;
  private volatile Predictions guesses = new Predictions();
  private final Recording recording;
  private final SessionLog journal = new SessionLog();
  private volatile DoneSteps doneSteps = new DoneSteps();
  private final Path state;
  private volatile Optional<RecordedText> kept = Optional.empty();
  private volatile LaunchBanner banner;
  private volatile Thread opener;
  private boolean allowed;
  private boolean examined;
  private Optional<Named> named = Optional.empty();

  /** The cause that was named last, and the step that fails because of it. */
  public record Named(int number, String cause) {}

  ShellSession(Console console, Launch launch, Path state) {
    this.state = state;
    this.launch = launch;
    this.banner = launch.banner();
    this.recording =
        Recording.begin(state.resolve("sessions"), Instant.now(), banner.mode().word());
    this.console = new RecordingConsole(console, recording);
    this.screen = new EventPrinter(this.console, () -> banner.lab().steps());
  }

  public Console console() {
    return console;
  }

  /** Where all of this session is written down; empty if that could not be written. */
  public Optional<Path> recording() {
    return recording.file();
  }

  /** Why not all of this session could be written down. */
  public Optional<String> notRecorded() {
    return recording.failure();
  }

  /** What happened up to now. */
  public SessionLog journal() {
    return journal;
  }

  public LaunchBanner banner() {
    return banner;
  }

  /** Opens the world on a thread of its own. */
  void begin(WorldArrival arrival) {
    opener = new Thread(() -> open(arrival), "opening");
    opener.setDaemon(true);
    opener.start();
  }

  private void open(WorldArrival arrival) {
    try {
      LaunchedRun fresh = launch.open(known -> know(known, arrival), this::accept);
      // Before anybody else can reach the run: one thread at a time may look or do.
      allowed = fresh.allowed();
      kept = Optional.of(RecordedText.of(state.resolve("progress"), fresh.run().lab()));
      kept.get().recall(fresh.run(), guesses);
      if (!fresh.world().fleeting()) {
        fresh.run().world().ledger().asking(this::agrees);
      }
      WhatIfCommands.undoLeftovers(this, fresh);
      fresh.run().keepWatching();
      if (!opened.complete(fresh)) {
        fresh.close();
        return;
      }
      arrival.open();
    } catch (Throwable e) {
      if (opened.completeExceptionally(e)) {
        arrival.failed();
      }
    }
  }

  /** Whether the learner lets something be changed that belongs to someone else. */
  private boolean agrees(TakeOver.Question question) {
    if (!console.attended()) {
      return false;
    }
    String prompt = "  " + question.asked() + " ";
    return console
        .read(() -> prompt)
        .map(String::strip)
        .filter(typed -> typed.equalsIgnoreCase("y") || typed.equalsIgnoreCase("yes"))
        .isPresent();
  }

  /** Leaves the world behind and opens another in its place; waits for it. */
  public void move(Launch to) throws InterruptedException {
    LaunchedRun old = open();
    opened = new CompletableFuture<>();
    launch = to;
    banner = to.banner();
    named = Optional.empty();
    guesses = new Predictions();
    doneSteps = new DoneSteps();
    examined = false;
    old.close();
    begin(new WorldArrival() {});
    open();
  }

  /** How this session was opened. */
  public Launch launch() {
    return launch;
  }

  private void know(LaunchBanner known, WorldArrival arrival) {
    banner = known;
    if (!opened.isDone()) {
      arrival.known();
    }
  }

  private void accept(Event event) {
    journal.happened(Instant.now(), event);
    screen.accept(event);
    guesses.saw(event);
    doneSteps.saw(event);
    boolean progress = event instanceof Event.ToolOutput || event instanceof Event.Waiting;
    if (!progress) {
      console.promptChanged();
    }
  }

  /** Prints an event of the shell's own. */
  public void tell(Event event) {
    journal.happened(Instant.now(), event);
    screen.accept(event);
    guesses.saw(event);
  }

  /** Which steps the lab did itself in this session. */
  public DoneSteps doneSteps() {
    return doneSteps;
  }

  /** What the learner predicted in this session. */
  public Predictions guesses() {
    return guesses;
  }

  /** The run, if the world is open by now. */
  public Optional<LabRun> runNow() {
    return openNow().map(LaunchedRun::run);
  }

  /** The world with its run, if it is open by now. */
  public Optional<LaunchedRun> openNow() {
    return opened.isDone() && !opened.isCompletedExceptionally()
        ? Optional.of(opened.join())
        : Optional.empty();
  }

  /** Where the session takes place, as far as that is known by now. */
  Prompt.Place place() {
    return Prompt.Place.of(banner, openNow().flatMap(open -> open.world().cluster()));
  }

  /** Keeps what outlives this session. */
  void keep() {
    runNow().ifPresent(run -> kept.ifPresent(one -> one.keep(run, guesses)));
  }

  /** What is kept of all sessions, once it is known which lab this is. */
  public Optional<RecordedText> kept() {
    return kept;
  }

  /** Why the world could not be opened, if that is known by now. */
  public Optional<Throwable> failure() {
    return opened.isCompletedExceptionally() && !opened.isCancelled()
        ? Optional.of(opened.handle((fresh, thrown) -> thrown).join())
        : Optional.empty();
  }

  /** The open world with its run; waits for it. */
  public LaunchedRun open() throws InterruptedException {
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

  public LabRun run() throws InterruptedException {
    return open().run();
  }

  /** Whether the user has agreed to changes of this cluster. */
  public boolean allowed() {
    return allowed;
  }

  public void allow() {
    allowed = true;
  }

  /** Whether it was found out that no step will fail that was asked for. */
  boolean examined() {
    return examined;
  }

  void wasExamined() {
    examined = true;
  }

  /** The cause that was named last. */
  public Optional<Named> named() {
    return named;
  }

  public void named(Optional<Named> last) {
    named = last;
  }

  public Step step(int number) {
    return banner.lab().steps().get(number - 1);
  }

  public void say(Role role, String text) {
    console.print(List.of(Line.of(2, role, text)));
  }

  @Override
  public void close() {
    if (!opened.cancel(false) && !opened.isCompletedExceptionally()) {
      opened.join().close();
    } else if (opener != null) {
      opener.interrupt();
    }
    recording.close();
  }
}

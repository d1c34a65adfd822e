package dev.egresstls.lab.shell;

import dev.egresstls.lab.app.launch.Launch;
import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.report.ReportFormat;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.message.Messages;
import dev.egresstls.lab.render.EventPrinter;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.session.ChallengeResult;
import dev.egresstls.lab.shell.record.DoneSteps;
import dev.egresstls.lab.shell.record.LearningLog;
import dev.egresstls.lab.shell.record.Pace;
import dev.egresstls.lab.shell.record.Predictions;
import dev.egresstls.lab.shell.record.RecordedText;
import dev.egresstls.lab.shell.record.Recording;
import dev.egresstls.lab.shell.record.RecordingConsole;
import dev.egresstls.lab.shell.record.SessionLog;
import dev.egresstls.lab.shell.record.SessionReport;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.background.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A session in progress: the console, and the world that it is in by now. All that belongs to one
 * world is in one place, so that a move is one write, whatever other threads look at meanwhile.
 */
public final class ShellSession implements AutoCloseable {
  private final Console console;
  private final ConsoleUser user;
  private final Sink screen;
  private final Recording recording;
  private final SessionLog journal = new SessionLog();
  private final Path state;
  private final Pace pace;
  private volatile WorldSession now;
  private volatile boolean failing;

  /** The cause that was named last, and the step that fails because of it. */
  public record Named(int number, String cause) {}

  private ShellSession(Console console, Launch launch, Path state, Recording recording, Pace pace) {
    this.state = state;
    this.pace = pace;
    this.recording = recording;
    this.console = new RecordingConsole(console, recording);
    this.user = new ConsoleUser(this.console);
    this.screen = new EventPrinter(this.console, () -> banner().lab().steps());
    this.now = in(launch);
  }

  private WorldSession in(Launch launch) {
    AtomicReference<WorldSession> own = new AtomicReference<>();
    EventFanOut events = new EventFanOut(console, screen, journal, () -> now == own.get());
    own.set(new WorldSession(console, user, launch, events, state));
    return own.get();
  }

  /** A session that is recorded. */
  static ShellSession recorded(Console console, Launch launch, Path state, Pace pace) {
    String mode = launch.banner().mode().word();
    Recording recording = Recording.begin(state.resolve("sessions"), Instant.now(), mode);
    return new ShellSession(console, launch, state, recording, pace);
  }

  /** One of which nothing is kept. */
  static ShellSession unrecorded(Console console, Launch launch) {
    return new ShellSession(console, launch, Path.of(""), Recording.nowhere(), new Pace(true));
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

  /** The folder of what outlives the session. */
  Path state() {
    return state;
  }

  /** What happened up to now. */
  public SessionLog journal() {
    return journal;
  }

  public LaunchBanner banner() {
    return now.banner();
  }

  /** Opens the world on a thread of its own. */
  void begin(WorldArrival arrival) {
    now.begin(arrival);
  }

  /** Leaves the world behind and opens another in its place; waits for it. */
  public void move(Launch to) throws InterruptedException {
    WorldSession old = now;
    old.open();
    now = in(to);
    try {
      old.close();
    } catch (RuntimeException e) {
      Threads.report(e); // the next one opens all the same
    }
    now.begin(new WorldArrival() {});
    now.open();
  }

  /** How this session was opened. */
  public Launch launch() {
    return now.launch();
  }

  /** Prints an event of the shell's own. */
  public void tell(Event event) {
    now.events().tell(event);
  }

  /** Which steps the lab did itself in this session. */
  public DoneSteps doneSteps() {
    return now.events().doneSteps();
  }

  /** What the learner predicted in this session. */
  public Predictions guesses() {
    return now.events().guesses();
  }

  /** What the learner did in this session. */
  public LearningLog learning() {
    return now.events().learning();
  }

  /** The ids of the what-ifs that were tried, in this session or before. */
  public Set<String> triedWhatIfs() {
    Set<String> all = new TreeSet<>(learning().triedIds());
    kept().ifPresent(one -> all.addAll(one.triedEarlier()));
    return all;
  }

  /** How much is explained around a step. */
  public Pace pace() {
    return pace;
  }

  /** The run, if the world is open by now. */
  public Optional<LabRun> runNow() {
    return openNow().map(LaunchedRun::run);
  }

  /** The world with its run, if it is open by now. */
  public Optional<LaunchedRun> openNow() {
    return now.openNow();
  }

  /** Where the session takes place, as far as that is known by now. */
  Prompt.Place place() {
    return Prompt.Place.of(banner(), openNow().flatMap(open -> open.world().cluster()));
  }

  /** A step that was looked at does not hold. */
  public void foundFailing() {
    failing = true;
  }

  /** Whether one that was looked at did not hold. */
  boolean isFailing() {
    return failing;
  }

  /** Keeps what outlives this session. */
  void keep() {
    now.keep();
  }

  /** The report of this session as it stands. */
  public Tree report() throws InterruptedException {
    return SessionReport.of(open(), guesses(), learning());
  }

  /**
   * Writes the report in a format to read.
   *
   * @return where it is
   */
  public Path writeReport(ReportFormat format) throws InterruptedException, IOException {
    return now.reports().write(now.reportName(), report(), format);
  }

  /** What is kept of all sessions, once it is known which lab this is. */
  public Optional<RecordedText> kept() {
    return now.kept();
  }

  /** Why the world could not be opened, if that is known by now. */
  public Optional<Throwable> failure() {
    return now.failure();
  }

  /** The open world with its run; waits for it. */
  public LaunchedRun open() throws InterruptedException {
    return now.open();
  }

  public LabRun run() throws InterruptedException {
    return open().run();
  }

  /** The learner, who may be asked. */
  public ConsoleUser user() {
    return user;
  }

  /** The cause that was named last. */
  public Optional<Named> named() {
    return now.named();
  }

  public void named(Optional<Named> last) {
    now.named(last);
  }

  /** The challenge that the learner is at. */
  public Optional<RunningChallenge> challenge() {
    return now.challenge();
  }

  public void challenge(Optional<RunningChallenge> running) {
    now.challenge(running);
  }

  /** Keeps what came of a challenge. */
  public void challenged(ChallengeResult result) {
    learning().challenged(result);
    String level = result.level();
    journal.note(
        Instant.now(),
        result.solved()
            ? Messages.say("shell.log.challenge-solved", level, result.seed(), result.title())
            : Messages.say("shell.log.challenge-given-up", level, result.seed(), result.title()));
  }

  public Step step(int number) {
    return banner().lab().steps().get(number - 1);
  }

  public void say(Role role, String text) {
    console.print(List.of(Line.of(2, role, text)));
  }

  @Override
  public void close() {
    try {
      now.close();
    } finally {
      recording.close();
    }
  }
}

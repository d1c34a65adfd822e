package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.open.LaunchOptions;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.cli.report.RunDocument;
import dev.egresstls.lab.doctor.Doctor;
import dev.egresstls.lab.doctor.DoctorLines;
import dev.egresstls.lab.doctor.HealthReport;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.Examined;
import dev.egresstls.lab.shell.StepNumber;
import dev.egresstls.lab.shell.launch.LaunchBanner;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A run or a look without a prompt. */
final class Unattended {
  /** What a shell reports for a program that wrote into a closed pipe: 128 + SIGPIPE. */
  static final int STDOUT_CLOSED = 141;

  private final AppContext app;
  private final LaunchOptions choice;
  private final Selection selection;
  private final Optional<String> to;
  private final Display display;
  private final ChosenLaunch launch;
  private final Set<Integer> already = ConcurrentHashMap.newKeySet();
  private final long begun = System.nanoTime();
  private LaunchBanner banner;
  private List<StepReport> reports = List.of();

  Unattended(AppContext app, Selection selection, Output output, Optional<String> to) {
    this.app = app;
    this.selection = selection;
    this.choice = selection.choice();
    this.to = to;
    this.launch = ChosenLaunch.unattended(choice, app.worlds(), app.catalog());
    this.banner = launch.banner();
    to.ifPresent(name -> StepNumber.of(banner.lab(), name));
    this.display = Display.of(output, app.here(), selection.colour(), () -> banner.lab().steps());
  }

  /** What is done with an open run; gives the exit code. */
  private interface Work {
    int on(LaunchedRun opened) throws InterruptedException;
  }

  /** Does the steps. */
  int walk(boolean keepGoing) throws InterruptedException {
    return within(opened -> walk(opened, keepGoing));
  }

  /** Looks at the steps. */
  int look(Optional<String> only) throws InterruptedException {
    only.ifPresent(name -> StepNumber.of(banner.lab(), name));
    return within(
        opened -> {
          mentionLeftovers(opened);
          return look(opened.run(), only);
        });
  }

  /** Looking changes nothing, so what an earlier run left behind is only told. */
  private void mentionLeftovers(LaunchedRun opened) {
    opened.run().world().unassigned().ifPresent(app.here().err()::println);
    new Experiments(opened.run())
        .leftBehind()
        .ifPresent(
            left ->
                app.here()
                    .err()
                    .println(say("cli.left-behind", left.group().name(), left.summary())));
  }

  private int within(Work work) throws InterruptedException {
    int code;
    Optional<Problem> problem = Optional.empty();
    try (LaunchedRun opened = launch.open(this::known, this::accept)) {
      heldBefore(opened.run());
      try {
        code = work.on(opened);
        opened.run().unwatched().forEach(app.here().err()::println);
      } finally {
        reports = opened.run().reports();
      }
    } catch (RuntimeException | InterruptedException e) {
      problem = Optional.of(app.failures().problem(e));
      code = problem.get().kind().exitCode();
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    display.close(new RunDocument(banner, reports, already, code, elapsed, problem));
    problem.ifPresent(one -> FailureReport.print(one, app.here()));
    return code;
  }

  private void known(LaunchBanner known) {
    banner = known;
    display.open(known);
  }

  private void heldBefore(LabRun run) {
    run.reports().stream()
        .filter(report -> report.state() == StepState.HOLDS)
        .forEach(report -> already.add(report.number()));
  }

  private void accept(Event event) {
    if (event instanceof Event.StepHeld held && held.already()) {
      already.add(held.number());
    }
    display.sink().accept(event);
  }

  private int last(LabRun run) {
    return to.map(name -> StepNumber.of(run.lab(), name)).orElse(run.session().total());
  }

  private int walk(LaunchedRun opened, boolean keepGoing) throws InterruptedException {
    LabRun run = opened.run();
    if (run.mismatch().isPresent()) {
      throw run.mismatch().get().failure();
    }
    AutoCloseable held = Leftovers.settle(opened, "run", app.here(), selection);
    try {
      refuseUnsafe(opened);
      return walk(run, keepGoing);
    } finally {
      Leftovers.letGo(held);
    }
  }

  private int walk(LabRun run, boolean keepGoing) throws InterruptedException {
    Set<Integer> red = new HashSet<>();
    for (int number = 1; number <= last(run) && (red.isEmpty() || keepGoing); number++) {
      if (!run.step(number)) {
        red.add(number);
      }
      if (display.closed()) {
        return STDOUT_CLOSED;
      }
    }
    run.finish();
    return exitCode(run, red);
  }

  private void refuseUnsafe(LaunchedRun opened) throws InterruptedException {
    LabRun run = opened.run();
    boolean changes = false;
    for (int number = 1; number <= last(run); number++) {
      changes |= run.changesAnything(number);
    }
    Optional<Problem> needed = Consent.needed(opened.world().cluster(), run.lab(), run.vars());
    if (changes) {
      examine(opened);
      Permission.require(app.here(), opened, needed);
    }
  }

  /** What will fail is told before anything is changed; what may get in the way, too. */
  private void examine(LaunchedRun opened) throws InterruptedException {
    if (opened.world().fleeting()) {
      return;
    }
    HealthReport report = Doctor.beforeFirstChange(Examined.of(opened.run(), opened.world()));
    Optional<Problem> stopping = report.stopping(last(opened.run()));
    if (stopping.isPresent()) {
      throw stopping.get().failure();
    }
    new Layout(app.here().theme(ColourChoice.NEVER), 120)
        .rows(report.warnings().stream().flatMap(one -> DoctorLines.of(one).stream()).toList())
        .forEach(app.here().err()::println);
  }

  private static int exitCode(LabRun run, Set<Integer> red) {
    return run.reports().stream()
        .filter(report -> red.contains(report.number()))
        .map(report -> report.blame().map(one -> one.kind().exitCode()).orElse(1))
        .findFirst()
        .orElse(0);
  }

  private int look(LabRun run, Optional<String> only) throws InterruptedException {
    Set<Integer> red = new HashSet<>();
    int first = only.map(name -> StepNumber.of(run.lab(), name)).orElse(1);
    int end = only.isPresent() ? first : last(run);
    for (int number = first; number <= end; number++) {
      if (!run.check(number)) {
        red.add(number);
      }
      if (display.closed()) {
        return STDOUT_CLOSED;
      }
    }
    if (only.isEmpty()) {
      run.finish();
    }
    return red.isEmpty() || run.session().state(first) == StepState.HOLDS && only.isPresent()
        ? 0
        : exitCode(run, red);
  }
}

package dev.egresstls.lab.cli.run;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.change.Consent;
import dev.egresstls.lab.app.change.Leftovers;
import dev.egresstls.lab.app.change.Readiness;
import dev.egresstls.lab.app.change.StepRun;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.query.RunDocument;
import dev.egresstls.lab.cli.option.ProcessUser;
import dev.egresstls.lab.cli.option.Selection;
import dev.egresstls.lab.doctor.DoctorLines;
import dev.egresstls.lab.doctor.HealthFinding;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A run or a look without a prompt. */
public final class Unattended {
  /** What a shell reports for a program that wrote into a closed pipe: 128 + SIGPIPE. */
  public static final int STDOUT_CLOSED = 141;

  private final AppContext app;
  private final ProcessUser user;
  private final Optional<String> to;
  private final Display display;
  private final ChosenLaunch launch;
  private final Set<Integer> already = ConcurrentHashMap.newKeySet();
  private final long begun = System.nanoTime();
  private LaunchBanner banner;
  private List<StepReport> reports = List.of();

  Unattended(AppContext app, StepOptions options) {
    Selection selection = options.selection();
    this.app = app;
    this.user = new ProcessUser(app.here(), selection, pages(options));
    this.to = options.to();
    this.launch = ChosenLaunch.unattended(selection.choice(), app.worlds(), app.catalog());
    this.banner = launch.banner();
    to.ifPresent(name -> StepNumber.of(banner.lab(), name));
    this.display = Display.of(options, app.here(), () -> banner.lab().steps());
  }

  private static ProcessUser.Pages pages(StepOptions options) {
    return ProcessUser.Pages.of(options.output() != RunOutput.TABLE, options.quiet());
  }

  /** What is done with an open run; gives the exit code. */
  private interface Work {
    int on(LaunchedRun opened) throws InterruptedException;
  }

  /** Does the steps. */
  int walk(boolean yes, boolean keepGoing) throws InterruptedException {
    return within(opened -> walk(opened, yes, keepGoing));
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

  /** Looking changes nothing, so what an earlier run left behind is only reported. */
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

  private int walk(LaunchedRun opened, boolean yes, boolean keepGoing) throws InterruptedException {
    LabRun run = opened.run();
    if (run.mismatch().isPresent()) {
      throw run.mismatch().get().failure();
    }
    Readiness.requireOwn(opened, 1, last(run));
    AutoCloseable held = Leftovers.settle(opened, "run", user, user.takeOver());
    try {
      if (Readiness.changes(run, 1, last(run))) {
        boolean asked = Consent.require(opened, user, () -> examined(opened));
        if (!yes && !asked && !user.agrees(say("cli.consent.run.ask"))) {
          return Problem.Kind.UNSAFE.exitCode();
        }
      }
      Set<Integer> failing = StepRun.run(run, last(run), keepGoing, display::closed);
      return ended(run, failing);
    } finally {
      Leftovers.letGo(held);
    }
  }

  private int ended(LabRun run, Set<Integer> failing) {
    if (display.closed()) {
      return STDOUT_CLOSED;
    }
    run.finish();
    return exitCode(run, failing);
  }

  /** What will fail is reported before anything is changed; what may get in the way, too. */
  private List<Line> examined(LaunchedRun opened) throws InterruptedException {
    return Readiness.examine(opened, last(opened.run())).stream()
        .filter(one -> one.severity() == HealthFinding.Severity.WARNING)
        .flatMap(one -> DoctorLines.of(one).stream())
        .toList();
  }

  private static int exitCode(LabRun run, Set<Integer> red) {
    return run.reports().stream()
        .filter(report -> red.contains(report.number()))
        .map(report -> report.blame().map(one -> one.kind().exitCode()).orElse(1))
        .findFirst()
        .orElse(0);
  }

  private int look(LabRun run, Optional<String> only) throws InterruptedException {
    int first = only.map(name -> StepNumber.of(run.lab(), name)).orElse(1);
    int end = only.isPresent() ? first : last(run);
    Set<Integer> failing = StepRun.check(run, first, end, display::closed);
    if (display.closed()) {
      return STDOUT_CLOSED;
    }
    if (only.isEmpty()) {
      run.finish();
    }
    return exitCode(run, failing);
  }
}

package dev.egresstls.lab.cli.clusters;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.open.LaunchOptions;
import dev.egresstls.lab.cli.open.Worlds.Candidate;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.doctor.Doctor;
import dev.egresstls.lab.doctor.DoctorDocument;
import dev.egresstls.lab.doctor.DoctorLines;
import dev.egresstls.lab.doctor.HealthReport;
import dev.egresstls.lab.doctor.Patient;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.shell.Examined;
import dev.egresstls.lab.shell.console.Consoles;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One visit to the doctor. A cluster that does not answer is a finding, and no failure. */
final class DoctorVisit {
  private static final int WITHOUT_TERMINAL = 120;

  /** A cluster that takes longer may be dead: the machine is examined meanwhile. */
  private static final Duration SOON = Duration.ofMillis(1500);

  /** What is left of five seconds, of which a JVM takes one to start. */
  private static final Duration AT_LAST = Duration.ofMillis(2200);

  private final AppContext app;
  private final LaunchOptions choice;
  private final Selection selection;
  private final Output output;

  DoctorVisit(AppContext app, Selection selection, Output output) {
    this.app = app;
    this.selection = selection;
    this.choice = selection.choice();
    this.output = output;
  }

  /**
   * Examines, and prints the report.
   *
   * @param strict whether a warning fails
   * @return the exit code
   */
  int hold(boolean strict) throws InterruptedException {
    HealthReport report = examined();
    ProcessContext here = app.here();
    if (output == Output.JSON) {
      here.out().println(Json.pretty(DoctorDocument.of(report, strict)));
    } else {
      int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : WITHOUT_TERMINAL;
      new Layout(here.theme(selection.colour()), columns)
          .rows(DoctorLines.of(report))
          .forEach(here.out()::println);
    }
    here.out().flush();
    return report.exitCode(strict);
  }

  private HealthReport examined() throws InterruptedException {
    if (choice.practice() || choice.kind()) {
      return examined(begun(() -> launch(choice).open(banner -> {}, event -> {})));
    }
    Optional<Candidate> candidate;
    try {
      candidate = app.worlds().candidate(choice);
    } catch (LabFailure e) {
      return withoutCluster(Optional.of(e.problem()));
    }
    return candidate.isEmpty() ? withoutCluster(Optional.empty()) : examined(candidate.get());
  }

  private ChosenLaunch launch(LaunchOptions chosen) {
    return new ChosenLaunch(chosen, app.worlds(), app.catalog());
  }

  private HealthReport examined(Candidate candidate) throws InterruptedException {
    CompletableFuture<LaunchedRun> coming =
        begun(() -> launch(choice.at(candidate.name())).open(banner -> {}, event -> {}));
    return settled(coming, SOON) || app.worlds().answered(candidate)
        ? examined(coming)
        : examinedLate(candidate, coming);
  }

  /** Whether it is known within the patience what comes of it. */
  private static boolean settled(CompletableFuture<LaunchedRun> coming, Duration patience)
      throws InterruptedException {
    try {
      coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private HealthReport examinedLate(Candidate candidate, CompletableFuture<LaunchedRun> coming)
      throws InterruptedException {
    Problem silence =
        Problem.of(
            Problem.Kind.PRECONDITION,
            say("cli.doctor.silent", SOON.plus(AT_LAST).toMillis() / 1000.0),
            say("world.try.practice"));
    FutureTask<HealthReport> meanwhile =
        new FutureTask<>(() -> withoutCluster(Optional.of(silence)));
    daemon(meanwhile);
    if (settled(coming, AT_LAST) || app.worlds().answered(candidate)) {
      return examined(coming);
    }
    coming.thenAccept(LaunchedRun::close);
    return result(meanwhile);
  }

  private HealthReport examined(CompletableFuture<LaunchedRun> coming) throws InterruptedException {
    try (LaunchedRun opened = coming.get()) {
      return Doctor.examine(Examined.of(opened.run(), opened.world()));
    } catch (ExecutionException e) {
      return withoutCluster(Optional.of(app.failures().problem(e.getCause())));
    }
  }

  private static HealthReport result(FutureTask<HealthReport> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LabFailure failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private static CompletableFuture<LaunchedRun> begun(Callable<LaunchedRun> open) {
    CompletableFuture<LaunchedRun> coming = new CompletableFuture<>();
    daemon(
        () -> {
          try {
            coming.complete(open.call());
          } catch (Exception e) {
            coming.completeExceptionally(e);
          }
        });
    return coming;
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "doctor-visit");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Examines this machine alone.
   *
   * @param unreachable why the user's cluster does not answer; empty if none is named, and kind
   *     would make one
   */
  private HealthReport withoutCluster(Optional<Problem> unreachable) throws InterruptedException {
    Lab lab = app.catalog().read(app.catalog().ids().get(0), choice.track());
    try (World world = app.worlds().kind(choice)) {
      Vars vars = Vars.of(lab, choice.vars());
      return Doctor.examine(new Patient(lab, vars, world, Optional.empty(), unreachable, Set.of()));
    }
  }
}

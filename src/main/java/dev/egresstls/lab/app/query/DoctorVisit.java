package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.change.Readiness;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.launch.Worlds.Candidate;
import dev.egresstls.lab.doctor.Doctor;
import dev.egresstls.lab.doctor.HealthReport;
import dev.egresstls.lab.doctor.Patient;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.background.Threads;
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
public final class DoctorVisit {
  /** A cluster that takes longer may be dead: the machine is examined meanwhile. */
  private static final Duration SOON = Duration.ofMillis(1500);

  /** What is left of five seconds, of which a JVM takes one to start. */
  private static final Duration AT_LAST = Duration.ofMillis(2200);

  private final AppContext app;
  private final LaunchOptions choice;

  /** A visit with what the user chose. */
  public DoctorVisit(AppContext app, LaunchOptions choice) {
    this.app = app;
    this.choice = choice;
  }

  /**
   * Examines the machine, and the cluster as far as it answers.
   *
   * @param strict whether a warning fails
   */
  public Answer answer(boolean strict) throws InterruptedException {
    return Queries.doctor(examined(), strict);
  }

  private HealthReport examined() throws InterruptedException {
    if (choice.cluster().practice() || choice.cluster().kind()) {
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
    Threads.start("doctor-visit", meanwhile);
    if (settled(coming, AT_LAST) || app.worlds().answered(candidate)) {
      return examined(coming);
    }
    coming.thenAccept(LaunchedRun::close);
    return result(meanwhile);
  }

  private HealthReport examined(CompletableFuture<LaunchedRun> coming) throws InterruptedException {
    try (LaunchedRun opened = coming.get()) {
      return Doctor.examine(Readiness.patient(opened));
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
    Threads.start(
        "doctor-visit",
        () -> {
          try {
            coming.complete(open.call());
          } catch (Throwable e) {
            coming.completeExceptionally(e);
          }
        });
    return coming;
  }

  /**
   * Examines this machine alone.
   *
   * @param unreachable why the user's cluster does not answer; empty if none is named, and kind
   *     would make one
   */
  private HealthReport withoutCluster(Optional<Problem> unreachable) throws InterruptedException {
    Lab lab = app.catalog().read(choice.track());
    try (World world = app.worlds().kind(choice)) {
      Vars vars = Vars.of(lab, choice.vars());
      return Doctor.examine(new Patient(lab, vars, world, Optional.empty(), unreachable, Set.of()));
    }
  }
}

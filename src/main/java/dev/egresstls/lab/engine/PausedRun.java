package dev.egresstls.lab.engine;

import dev.egresstls.lab.check.ClusterWatcher;
import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.ledger.ClusterLease;
import dev.egresstls.lab.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A run's steps stand still while something else changes the cluster and takes that back. */
public final class PausedRun {
  private final Lab lab;
  private final Progress progress;
  private final StepInspector views;
  private final StepDoer doer;
  private final StepMonitor monitor;
  private final Claim claim;

  PausedRun(
      Lab lab,
      Progress progress,
      StepInspector views,
      StepDoer doer,
      StepMonitor monitor,
      Claim claim) {
    this.claim = claim;
    this.lab = lab;
    this.progress = progress;
    this.views = views;
    this.doer = doer;
    this.monitor = monitor;
  }

  /** Gives an event to the run's sink. */
  public void emit(Event event) {
    progress.emit(event);
  }

  /**
   * Sees to it that no other lab works in the namespace, and that what the cluster holds is written
   * down, before something is changed.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if another lab does
   */
  public void claim() throws InterruptedException {
    claim.make(Math.min(progress.session().at(), lab.steps().size()));
  }

  /** Keeps other labs out while changes are undone. */
  public void hold() {
    claim.hold(Math.min(progress.session().at(), lab.steps().size()));
  }

  /** The namespace's Lease, to see who holds it; empty in a cluster that ends with the process. */
  public Optional<ClusterLease> lease() {
    return claim.look(Math.min(progress.session().at(), lab.steps().size()));
  }

  /** The numbers of the steps that hold now, as far as it is known. */
  public List<Integer> holding() {
    Session session = progress.session();
    return IntStream.rangeClosed(1, session.total())
        .filter(number -> session.state(number) == StepState.HOLDS)
        .boxed()
        .toList();
  }

  /**
   * Stops judging the steps when something changes.
   *
   * @return goes on, and judges what is there then
   */
  public AutoCloseable pause() throws InterruptedException {
    return monitor.pause();
  }

  /**
   * Waits for checks that belong to no step.
   *
   * @return a finding for each, in order
   */
  public List<Finding> await(List<Check> checks, Vars vars) throws InterruptedException {
    return checks.isEmpty()
        ? List.of()
        : views.await(lab.steps().get(0).checking(checks), vars, Map.of(), found -> {});
  }

  /**
   * Looks again after someone else may have changed the cluster, without waiting for anything to
   * come about: emits Regressed and Recovered, and StepHeld for a step that someone else did. No
   * request is sent.
   */
  public void notice() throws InterruptedException {
    Optional<ClusterWatcher> watcher = views.watcher();
    if (watcher.isEmpty()) {
      return;
    }
    watcher.get().mesh().renew(Duration.ZERO);
    monitor.judgeNow();
    for (int number = 1; number <= lab.steps().size(); number++) {
      StepState state = progress.state(number);
      Step step = progress.step(number);
      boolean open = state == StepState.TODO || state == StepState.SKIPPED;
      if (open && StepDoer.request(step).isEmpty()) {
        done(number, step, state);
      }
    }
  }

  private void done(int number, Step step, StepState state) throws InterruptedException {
    List<Finding> found = views.survey(step);
    boolean holds = !found.isEmpty() && found.stream().allMatch(Finding::met);
    if (holds && progress.moveFrom(number, state, session -> session.held(number))) {
      List<Verdict> verdicts = StepInspector.verdicts(found);
      progress.saw(number, verdicts);
      progress.emit(new Event.StepHeld(number, step, verdicts, true, Duration.ZERO));
    }
  }

  /**
   * Looks at a step again and waits for its checks, as after doing it; changes nothing and emits
   * nothing.
   *
   * @return whether it holds
   */
  public boolean recheck(int number) throws InterruptedException {
    return doer.recheck(number);
  }

  /**
   * Looks at a step once, without waiting for anything, and sends its request if it has one and all
   * that it needs holds; emits nothing.
   *
   * @return whether it holds
   */
  public boolean glance(int number) throws InterruptedException {
    return doer.glance(number);
  }
}

package dev.egresstls.lab.engine;

import dev.egresstls.lab.check.ClusterWatcher;
import dev.egresstls.lab.check.ClusterWatcher.Depth;
import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Strayed;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.background.SerialExecutor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Judges the steps again whenever a watched object changes, and says once when one breaks and once
 * when it holds again. It judges what is there now, so a change that was missed does no harm.
 */
final class StepMonitor implements AutoCloseable {
  private final Lab lab;
  private final Progress progress;
  private final StepInspector views;
  private final Clock clock;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final SerialExecutor thread = new SerialExecutor("watchman");
  private AutoCloseable subscription = () -> {};
  private boolean closed;
  private volatile boolean paused;
  private boolean toldElsewhere;
  private volatile BooleanSupplier over = () -> false;

  StepMonitor(Lab lab, Progress progress, StepInspector views, Clock clock) {
    this.clock = clock;
    this.lab = lab;
    this.progress = progress;
    this.views = views;
  }

  /** From now on says no more that a step breaks, once that is so. */
  void until(BooleanSupplier end) {
    over = end;
  }

  /** Watches a cluster, and no longer the one before. */
  synchronized void watch(World world) {
    release();
    if (!closed) {
      world.cluster().ifPresent(cluster -> subscribe(cluster.resources()));
    }
  }

  private void subscribe(Resources resources) {
    subscription = resources.onChange(this::ask);
    ask();
  }

  private synchronized void release() {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException("a subscription that cannot be ended", e);
    }
    subscription = () -> {};
  }

  /** Many changes at once are judged once. */
  private void ask() {
    if (asked.compareAndSet(false, true)) {
      thread.execute(this::judge);
    }
  }

  /** Judges at once, and waits for that; nothing is judged once this is closed. */
  void judgeNow() throws InterruptedException {
    thread.await(this::judge);
  }

  /** Judges nothing until what it gives is closed; what is being judged is waited for. */
  AutoCloseable pause() throws InterruptedException {
    paused = true;
    try {
      thread.await(() -> {});
    } catch (InterruptedException e) {
      goOn();
      throw e;
    }
    return this::goOn;
  }

  private void goOn() {
    paused = false;
    ask();
  }

  private void judge() {
    asked.set(false);
    if (paused) {
      return;
    }
    try {
      for (int number = 1; number <= lab.steps().size(); number++) {
        judge(number);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void judge(int number) throws InterruptedException {
    StepState state = progress.state(number);
    if (state != StepState.HOLDS && state != StepState.BROKEN) {
      return;
    }
    Step step = progress.step(number);
    boolean sends = step.checks().stream().anyMatch(one -> one.probe() instanceof Probe.Request);
    if (sends || step.checks().stream().noneMatch(ClusterWatcher::ofObjects)) {
      return;
    }
    List<Finding> found = views.look(step, Depth.OBJECTS, Map.of());
    boolean holds = found.stream().allMatch(Finding::met);
    boolean news = state == StepState.HOLDS ? anyUnmet(found) : holds;
    if (news && (over.getAsBoolean() || isElsewhere(number, step))) {
      return;
    }
    if (state == StepState.HOLDS && anyUnmet(found)) {
      regressed(number, step, found);
    } else if (state == StepState.BROKEN && holds) {
      recovered(number, step);
    } else if (state == StepState.BROKEN) {
      progress.stillBroken(number, named(number, found));
    }
  }

  /**
   * What another cluster shows is no news of this one; that it answers is, and is reported once.
   */
  private boolean isElsewhere(int number, Step step) {
    try {
      views.sameCluster();
      return false;
    } catch (LabFailure e) {
      if (Strayed.of(e).isPresent() && !toldElsewhere) {
        toldElsewhere = true;
        progress.emit(new Event.Told(number, step, e.problem().what(), true));
      }
      return true;
    }
  }

  /** What cannot be looked at just now, because the connection is gone, is not broken. */
  private static boolean anyUnmet(List<Finding> found) {
    return found.stream().anyMatch(one -> one.verdict().state() == Verdict.State.UNMET);
  }

  private List<Verdict> named(int number, List<Finding> found) throws InterruptedException {
    return merged(number, views.diagnose(found).verdicts());
  }

  private void regressed(int number, Step step, List<Finding> found) throws InterruptedException {
    List<Verdict> verdicts = named(number, found);
    if (progress.moveFrom(number, StepState.HOLDS, session -> session.broke(number))) {
      progress.saw(number, verdicts);
      requestsToDoAgain(step.id());
      progress.emit(new Event.Regressed(number, step, verdicts, clock.now()));
    }
  }

  private void recovered(int number, Step step) throws InterruptedException {
    List<Finding> whole = views.look(step, Depth.SIDECAR, Map.of());
    boolean holds = whole.stream().allMatch(Finding::met);
    if (holds && progress.moveFrom(number, StepState.BROKEN, session -> session.held(number))) {
      List<Verdict> verdicts = StepInspector.verdicts(whole);
      progress.saw(number, verdicts);
      progress.emit(new Event.Recovered(number, step, verdicts));
    }
  }

  /** What is known of checks that were not looked at now stays as it was. */
  private List<Verdict> merged(int number, List<Verdict> found) {
    Map<String, Verdict> now = new LinkedHashMap<>();
    found.forEach(verdict -> now.put(verdict.checkId(), verdict));
    List<Verdict> before = progress.verdicts(number);
    return before.isEmpty()
        ? found
        : before.stream().map(one -> now.getOrDefault(one.checkId(), one)).toList();
  }

  /** A request that went another way than it would now proves nothing any more. */
  private void requestsToDoAgain(String broken) {
    for (int number = 1; number <= lab.steps().size(); number++) {
      int one = number;
      Step step = progress.step(number);
      boolean sends =
          step.checks().stream().anyMatch(check -> check.probe() instanceof Probe.Request);
      if (sends && step.needs().contains(broken)) {
        progress.moveFrom(one, StepState.HOLDS, session -> session.todo(one));
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    thread.close();
    release();
  }
}

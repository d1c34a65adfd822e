package dev.egresstls.lab.practice.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.practice.PracticeWorlds;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A lab on a practice cluster of its own, which somebody breaks. */
final class BrokenLab implements AutoCloseable {
  static final int STEPS = 8;
  private static final int REQUEST = 8;
  private static final long PATIENCE = 20;

  final PracticeCluster cluster;
  final PracticeWorld world;
  final LabRun run;
  final Api api;
  private final ConcurrentLinkedDeque<Event> events = new ConcurrentLinkedDeque<>();

  BrokenLab(String track, String istio) throws Exception {
    this(track, PracticeOptions.withIstio(istio));
  }

  BrokenLab(String track, PracticeOptions options) throws Exception {
    cluster = PracticeCluster.start(options.with(ReconcilePace.IMMEDIATE));
    world = PracticeWorlds.on(cluster);
    Lab lab = TutorialLab.of(track);
    run = LabRun.open(lab, world, Vars.of(lab, Map.of()), events::add);
    api = new Api(cluster);
  }

  /** Does every step that does not hold; the cluster may need a moment to come to rest. */
  void restore() throws InterruptedException {
    for (int number = 1; number <= STEPS; number++) {
      if (!run.step(number)) {
        await(number, Diagnosis::holds);
      }
    }
  }

  /** What the last event said. */
  String last() {
    Event event = events.peekLast();
    if (event instanceof Event.StepFailed failed) {
      return "step " + failed.number() + ": " + failed.problem();
    }
    return event instanceof Event.StepBroke broke
        ? "step " + broke.number() + ": " + broke.verdicts()
        : String.valueOf(event);
  }

  /** Looks at a step; sends its request if it has one. */
  Diagnosis why(int number) throws InterruptedException {
    run.check(number);
    return run.why(number);
  }

  /** Looks at a step, whenever something changed, until it is as wanted. */
  Diagnosis await(int number, Predicate<Diagnosis> wanted) throws InterruptedException {
    AtomicReference<Diagnosis> found = new AtomicReference<>();
    until(
        () -> {
          found.set(why(number));
          return wanted.test(found.get());
        });
    return found.get();
  }

  /** Something that is asked for. */
  @FunctionalInterface
  interface Question {
    boolean holds() throws InterruptedException;
  }

  /** Asks at once, and whenever something changed, until it holds. */
  void until(Question question) throws InterruptedException {
    until(question, () -> "");
  }

  /** The same, and says more if it never holds. */
  void until(Question question, Supplier<String> more) throws InterruptedException {
    Semaphore changes = new Semaphore(0);
    AutoCloseable subscription =
        world.cluster().orElseThrow().resources().onChange(changes::release);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3 * PATIENCE);
    try {
      while (!question.holds()) {
        // Looking lists anew, which may itself ring.
        assertTrue(System.nanoTime() < end, () -> more.get() + " at last " + last());
        assertTrue(
            changes.tryAcquire(PATIENCE, TimeUnit.SECONDS),
            () -> more.get() + " at last " + last());
        changes.drainPermits();
      }
    } finally {
      end(subscription);
    }
  }

  private static void end(AutoCloseable subscription) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until a cause is the one that is named first. */
  TrueCause named(int number, String cause) throws InterruptedException {
    Diagnosis found =
        await(number, one -> one.first().map(TrueCause::id).equals(Optional.of(cause)));
    return found.first().orElseThrow();
  }

  /** The number of the first step that is red now; 0 if all hold. */
  int firstRed() throws InterruptedException {
    for (int number = 1; number <= REQUEST; number++) {
      if (!run.check(number)) {
        return number;
      }
    }
    return 0;
  }

  static List<String> ids(Diagnosis found) {
    return found.causes().stream().map(TrueCause::id).toList();
  }

  @Override
  public void close() {
    run.close();
    world.close();
    cluster.close();
  }
}

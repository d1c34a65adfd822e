package dev.egresstls.lab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.world.FakeWorld;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What goes on judging, while the run ends and while somebody waits for it. */
@SuppressWarnings("try") // a scope, which nobody needs to name
class StepMonitorTest {
  private final Lab lab = TutorialLab.of("as-written");
  private final CountDownLatch judging = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

  /** A run whose watchman stands still in the middle of saying that step 6 broke. */
  private LabRun brokenInTheMiddle(FakeWorld world) throws Exception {
    LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), this::hold);
    run.survey();
    run.keepWatching();
    world.resources().delete(TutorialRun.SLICE);
    judging.await();
    return run;
  }

  private void hold(Event event) {
    if (event instanceof Event.Regressed) {
      judging.countDown();
      boolean open = false;
      while (!open) {
        try {
          goOn.await();
          open = true;
        } catch (InterruptedException e) {
          // The end of the run does not end what prints this event.
        }
      }
    }
  }

  @Test
  void whoever_waits_for_a_judgement_is_let_go_when_the_run_ends() throws Exception {
    LabRun run = brokenInTheMiddle(TutorialRun.tutorial());
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> notice =
        CompletableFuture.runAsync(
            () -> {
              try (AutoCloseable paused = run.pausedRun().pause()) {
                begun.countDown();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    run.close();
    notice.join();
    begun.await();
    goOn.countDown();
  }

  @Test
  void changes_while_the_run_ends_are_no_failure() throws Exception {
    FakeWorld world = TutorialRun.tutorial();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try {
      LabRun run = brokenInTheMiddle(world);
      List<Runnable> hearing = world.resources().listeners();
      run.close();
      hearing.forEach(Runnable::run);
      run.pausedRun().pause().close();
      run.pausedRun().notice();
      goOn.countDown();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertTrue(uncaught.isEmpty(), uncaught::toString);
  }

  @Test
  void after_a_shell_a_change_asks_for_nothing_anew() throws Exception {
    FakeWorld world = TutorialRun.tutorial();
    LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), event -> {});
    run.survey();
    run.keepWatching();
    run.pausedRun().notice();
    AtomicInteger asked = new AtomicInteger();
    world
        .resources()
        .renewing(
            () -> {
              asked.incrementAndGet();
              return CompletableFuture.completedFuture(null);
            });
    world
        .resources()
        .put(TutorialRun.with(world, TutorialRun.SERVICE, "sessionAffinity", "ClientIP"));
    run.pausedRun().pause().close();
    assertEquals(0, asked.get());
    run.close();
  }
}

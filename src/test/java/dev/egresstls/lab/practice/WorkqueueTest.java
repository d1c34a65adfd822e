package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.practice.controlplane.Workqueue;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.background.Threads;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a scope, which nobody needs to name
class WorkqueueTest {
  @Test
  void a_bug_of_a_controller_is_reported_and_the_others_go_on() throws Exception {
    Queue<Throwable> reported = new ConcurrentLinkedQueue<>();
    RuntimeException bug = new IllegalStateException("a controller's");
    CountDownLatch next = new CountDownLatch(1);
    try (Threads.Reporting user = Threads.reporting(reported::add);
        Workqueue queue = new Workqueue()) {
      queue.now(
          () -> {
            throw new ApiError(404, "NotFound", "gone", Tree.MISSING);
          });
      queue.now(
          () -> {
            throw bug;
          });
      queue.now(next::countDown);
      next.await();
    }
    assertEquals(List.of(bug), List.copyOf(reported), "a refusal is seen by the next change");
  }
}

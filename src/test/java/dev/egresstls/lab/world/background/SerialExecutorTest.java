package dev.egresstls.lab.world.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a scope, which nobody needs to name
class SerialExecutorTest {
  private final Queue<Object> heard = new ConcurrentLinkedQueue<>();

  @Test
  void work_is_done_in_turn_although_some_of_it_fails() throws InterruptedException {
    RuntimeException bug = new IllegalStateException("a bug");
    try (Threads.Reporting user = Threads.reporting(heard::add);
        SerialExecutor executor = new SerialExecutor("test")) {
      executor.execute(() -> heard.add(1));
      executor.execute(
          () -> {
            throw bug;
          });
      executor.await(() -> heard.add(2));
    }
    assertEquals(List.of(1, bug, 2), List.copyOf(heard));
  }

  @Test
  void once_it_is_closed_nothing_is_done_and_nobody_waits() throws InterruptedException {
    SerialExecutor executor = new SerialExecutor("test");
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (Threads.Reporting user = Threads.reporting(heard::add)) {
      executor.execute(
          () -> {
            busy.countDown();
            awaited(never);
          });
      busy.await();
      executor.close();
      executor.execute(() -> heard.add("too late"));
      executor.await(() -> heard.add("too late"));
    }
    assertEquals(List.of(), List.copyOf(heard), "what it was interrupted in is no bug either");
  }

  @Test
  void whoever_waits_can_be_interrupted() {
    CountDownLatch never = new CountDownLatch(1);
    try (SerialExecutor executor = new SerialExecutor("test")) {
      executor.execute(() -> awaited(never));
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> executor.await(() -> {}));
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

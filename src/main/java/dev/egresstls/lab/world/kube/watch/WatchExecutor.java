package dev.egresstls.lab.world.kube.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The one thread on which watches move on and listeners are called. */
final class WatchExecutor implements AutoCloseable {
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, work -> daemon(work, "cluster-events"));

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs in turn; nothing runs any more once this is closed. */
  void soon(Runnable move) {
    after(Duration.ZERO, move);
  }

  void after(Duration wait, Runnable move) {
    try {
      executor.schedule(() -> guarded(move), wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return; // closed: there is nobody left to tell
    }
  }

  /** An executor would swallow a bug; a thread's handler shows it. */
  private static void guarded(Runnable move) {
    try {
      move.run();
    } catch (RuntimeException e) {
      Thread here = Thread.currentThread();
      here.getUncaughtExceptionHandler().uncaughtException(here, e);
    }
  }

  /** Runs something that blocks, on a thread of its own. */
  <T> CompletableFuture<T> aside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> daemon(task, "cluster-ask").start());
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}

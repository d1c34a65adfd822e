package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.world.background.Threads;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads, as many as there is work at the same time, gone soon after it. No work waits for
 * other work, so what blocks because of a slow client holds up nothing else.
 */
public final class Background implements Executor, AutoCloseable {
  private final ThreadPoolExecutor threads;

  /** Threads of one name. */
  public Background(String name) {
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Threads.named(name));
  }

  @Override
  public void execute(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      if (!threads.isShutdown()) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

package dev.egresstls.lab.practice.store;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.background.Threads;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads, as many as there is work at the same time, gone soon after it. No work waits for
 * other work, so what blocks because of a slow client holds up nothing else; there may be a limit,
 * beyond which work is refused.
 */
public final class Background implements Executor, AutoCloseable {
  private final ThreadPoolExecutor threads;

  /** Threads of one name, without a limit: others see to it that there are not too many. */
  public Background(String name) {
    this(name, Integer.MAX_VALUE);
  }

  /** Threads of one name, and at most so many. */
  public Background(String name, int most) {
    threads =
        new ThreadPoolExecutor(
            0, most, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads.named(name));
  }

  /**
   * Does it at once.
   *
   * @throws ApiError 429 if all threads are busy
   */
  @Override
  public void execute(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      if (!threads.isShutdown()) {
        throw new ApiError(
            429, "TooManyRequests", say("practice.api.busy"), Tree.object("retryAfterSeconds", 1));
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

package dev.egresstls.lab.world.background;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One thread that does one piece of work after the other. A bug in one is reported, and the next is
 * done all the same. Once it is closed nothing is done any more, which is no failure of whoever
 * asks for it.
 */
public final class SerialExecutor implements Executor, AutoCloseable {
  private static final Duration FOREVER = Duration.ofDays(1);

  private final ScheduledThreadPoolExecutor thread;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /** Has no thread before there is work. */
  public SerialExecutor(String name) {
    thread = Threads.timer(name);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Does it after what is due already. */
  @Override
  public void execute(Runnable work) {
    after(Duration.ZERO, work);
  }

  /** Does it after a while. */
  public void after(Duration wait, Runnable work) {
    try {
      thread.schedule(() -> attempt(work), wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return; // closed: there is nobody left to do it for
    }
  }

  /** Does it after what is due already, and waits until it is done, or this is closed. */
  public void await(Runnable work) throws InterruptedException {
    await(work, FOREVER);
  }

  /** The same, and waits no longer than that. */
  public void await(Runnable work, Duration atMost) throws InterruptedException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    execute(
        () -> {
          try {
            work.run();
          } finally {
            done.complete(null);
          }
        });
    try {
      CompletableFuture.anyOf(done, closed).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return; // it is done all the same, unless this is closed before
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (Throwable bug) {
      if (!closed.isDone()) { // afterwards it was interrupted in the middle of something
        Threads.report(bug);
      }
    }
  }

  @Override
  public void close() {
    closed.complete(null);
    thread.shutdownNow();
  }
}

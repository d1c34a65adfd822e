package dev.egresstls.lab.practice.cluster;

import dev.egresstls.lab.practice.store.ApiError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread on which all controllers work, in order. */
public final class Workqueue implements AutoCloseable {
  private final ScheduledThreadPoolExecutor thread;
  private final List<RuntimeException> bugs = new CopyOnWriteArrayList<>();

  public Workqueue() {
    thread = new ScheduledThreadPoolExecutor(1, Workqueue::daemon);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "practice-controllers");
    thread.setDaemon(true);
    return thread;
  }

  /** Does some work after what is already queued. */
  public void now(Runnable work) {
    after(Duration.ZERO, work);
  }

  /** Does some work after a while. Nothing happens once the queue is closed. */
  public void after(Duration delay, Runnable work) {
    try {
      thread.schedule(() -> attempt(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // The cluster is shutting down: what was to come does not matter any more.
    }
  }

  /** An object may be gone or refused by now; the change that made it so brings the next try. */
  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (ApiError refused) {
      // Seen by the next change.
    } catch (RuntimeException bug) {
      bugs.add(bug);
    }
  }

  /** Failures that no controller should have; empty unless there is a bug. */
  public List<RuntimeException> bugs() {
    return List.copyOf(bugs);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

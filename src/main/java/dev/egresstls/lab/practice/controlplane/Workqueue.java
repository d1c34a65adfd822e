package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.world.background.SerialExecutor;
import java.time.Duration;

/** The one thread on which all controllers work, in order. */
public final class Workqueue implements AutoCloseable {
  private final SerialExecutor thread = new SerialExecutor("practice-controllers");

  /** Does some work after what is already queued. */
  public void now(Runnable work) {
    after(Duration.ZERO, work);
  }

  /** Does some work after a while. Nothing happens once the queue is closed. */
  public void after(Duration delay, Runnable work) {
    thread.after(delay, () -> attempt(work));
  }

  /** An object may be gone or refused by now; the change that made it so brings the next try. */
  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (ApiError refused) {
      // Seen by the next change.
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}

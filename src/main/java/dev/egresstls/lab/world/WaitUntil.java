package dev.egresstls.lab.world;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits by watching: nothing is asked again and again. */
public final class WaitUntil {
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private WaitUntil() {}

  /**
   * Waits until something watched is so.
   *
   * @param met looked at now, and again whenever anything watched has changed
   * @return whether it is; false if it took too long
   */
  public static boolean until(Resources resources, Duration most, BooleanSupplier met)
      throws InterruptedException {
    return until(resources, most, List.of(), met);
  }

  /**
   * The same, where a watch that has died unseen does not make it wait for nothing.
   *
   * @param of what is asked for again when nothing has changed for a while
   */
  public static boolean until(
      Resources resources, Duration most, Collection<Watched> of, BooleanSupplier met)
      throws InterruptedException {
    Semaphore changes = new Semaphore(0);
    long end = System.nanoTime() + most.toNanos();
    AutoCloseable subscription = resources.onChange(changes::release);
    try {
      while (!met.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return met.getAsBoolean();
        }
        if (!changes.tryAcquire(Math.min(left, SILENCE.toNanos()), TimeUnit.NANOSECONDS)) {
          of.forEach(one -> one.renewed(Duration.ZERO));
        }
        changes.drainPermits();
      }
      return true;
    } finally {
      close(subscription);
    }
  }

  private static void close(AutoCloseable subscription) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException("a subscription that cannot be ended", e);
    }
  }
}

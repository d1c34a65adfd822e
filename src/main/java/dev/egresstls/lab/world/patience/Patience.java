package dev.egresstls.lab.world.patience;

import dev.egresstls.lab.world.Resources;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits by watching: nothing is asked again and again. */
public final class Patience {
  private Patience() {}

  /**
   * Waits until something watched is so.
   *
   * @param met looked at now, and again whenever anything watched has changed
   * @return whether it is; false if it took too long
   */
  public static boolean until(Resources resources, Duration most, BooleanSupplier met)
      throws InterruptedException {
    Semaphore changes = new Semaphore(0);
    long end = System.nanoTime() + most.toNanos();
    AutoCloseable subscription = resources.onChange(changes::release);
    try {
      while (!met.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0 || !changes.tryAcquire(left, TimeUnit.NANOSECONDS)) {
          return met.getAsBoolean();
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

package dev.egresstls.lab.world;

import dev.egresstls.lab.world.background.ChangeSignal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The ways to wait: by watching, or at intervals for what cannot be watched. */
public final class WaitUntil {
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private WaitUntil() {}

  /** What is waited for. */
  @FunctionalInterface
  public interface Condition {
    /** Whether it is so now. */
    boolean isMet() throws InterruptedException;
  }

  /**
   * Waits until something watched is so.
   *
   * @param met looked at now, and again whenever anything watched has changed
   * @return whether it is; false if it took too long
   */
  public static boolean until(Resources resources, Duration most, Condition met)
      throws InterruptedException {
    return until(resources, most, List.of(), met);
  }

  /**
   * The same, where a watch that has died unseen does not make it wait for nothing.
   *
   * @param of what is asked for again when nothing has changed for a while
   */
  public static boolean until(
      Resources resources, Duration most, Collection<Watched> of, Condition met)
      throws InterruptedException {
    ChangeSignal changes = new ChangeSignal();
    ChangeSignal.Waiter waiter = changes.waiter();
    long end = System.nanoTime() + most.toNanos();
    AutoCloseable subscription = resources.onChange(changes::ring);
    try {
      while (!met.isMet()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return met.isMet();
        }
        if (!waiter.await(Duration.ofNanos(Math.min(left, SILENCE.toNanos())))) {
          of.forEach(one -> one.renewed(Duration.ZERO));
        }
      }
      return true;
    } finally {
      close(subscription);
    }
  }

  /**
   * Asks again and again for something that cannot be watched.
   *
   * @return whether it was so in time
   */
  public static boolean asking(Clock clock, Duration interval, Duration most, Condition met)
      throws InterruptedException {
    ChangeSignal.Waiter interrupted = new ChangeSignal().waiter();
    long start = clock.nanos();
    boolean is = met.isMet();
    while (!is && clock.nanos() - start <= most.toNanos()) {
      interrupted.await(interval);
      is = met.isMet();
    }
    return is;
  }

  private static void close(AutoCloseable subscription) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException("a subscription that cannot be ended", e);
    }
  }
}

package dev.egresstls.lab.world.kube.watch;

import java.time.Duration;

/** How long to wait before asking again: the first time not at all, then longer and longer. */
final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 10_000;

  private long millis;

  synchronized Duration next() {
    Duration now = Duration.ofMillis(millis);
    millis = millis == 0 ? FIRST_MILLIS : Math.min(2 * millis, LONGEST_MILLIS);
    return now;
  }

  /** It went well: begin again. */
  synchronized void reset() {
    millis = 0;
  }
}

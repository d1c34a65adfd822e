package dev.egresstls.lab.practice.controlplane;

import java.time.Duration;

/**
 * How fast the practice cluster lives.
 *
 * @param phase between two phases of a pod's start, and before a node is ready; zero for at once
 */
public record ReconcilePace(Duration phase) {
  /** Fast, but every phase can be seen by a watcher. */
  public static final ReconcilePace BRISK = new ReconcilePace(Duration.ofMillis(5));

  /** No waiting at all. */
  public static final ReconcilePace IMMEDIATE = new ReconcilePace(Duration.ZERO);

  public ReconcilePace {
    if (phase.isNegative()) {
      throw new IllegalArgumentException("a phase cannot last " + phase);
    }
  }
}

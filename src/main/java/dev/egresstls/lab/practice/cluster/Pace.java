package dev.egresstls.lab.practice.cluster;

import java.time.Duration;

/**
 * How fast the practice cluster lives.
 *
 * @param phase between two phases of a pod's start, and before a node is ready; zero for at once
 */
public record Pace(Duration phase) {
  /** Fast, but every phase can be seen by a watcher. */
  public static final Pace BRISK = new Pace(Duration.ofMillis(5));

  /** No waiting at all. */
  public static final Pace IMMEDIATE = new Pace(Duration.ZERO);

  public Pace {
    if (phase.isNegative()) {
      throw new IllegalArgumentException("a phase cannot last " + phase);
    }
  }
}

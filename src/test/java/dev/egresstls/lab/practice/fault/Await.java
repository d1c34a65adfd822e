package dev.egresstls.lab.practice.fault;

import java.util.function.BooleanSupplier;

/** Waits for what the cluster comes to: asks its API again and again, which takes its own time. */
final class Await {
  private static final int ASKED = 2_000;

  private Await() {}

  static void until(BooleanSupplier met) {
    for (int i = 0; i < ASKED; i++) {
      if (met.getAsBoolean()) {
        return;
      }
    }
    throw new AssertionError("it did not come about");
  }
}

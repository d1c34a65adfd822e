package dev.egresstls.lab.world.kube;

import static org.junit.jupiter.api.Assertions.fail;

import dev.egresstls.lab.world.Resources;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something that a watch is to bring about, by listening. */
public final class Await {
  private static final int PATIENCE_SECONDS = 20;

  private Await() {}

  public static void until(Resources resources, BooleanSupplier condition) throws Exception {
    Semaphore changes = new Semaphore(0);
    try (AutoCloseable listening = resources.onChange(changes::release)) {
      while (!condition.getAsBoolean()) {
        if (!changes.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          fail("nothing changed any more, and it did not come about: " + listening);
        }
      }
    }
  }
}

package dev.egresstls.lab.check;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes a thread when something has changed. A ring that nobody waits for is kept. */
public final class ChangeSignal {
  private final Semaphore rings = new Semaphore(0);

  /** Wakes whoever waits. */
  public void ring() {
    rings.release();
  }

  /** Waits for a ring, or until the time is over; takes all rings so far. */
  public boolean await(Duration atMost) throws InterruptedException {
    boolean rung = rings.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
    rings.drainPermits();
    return rung;
  }
}

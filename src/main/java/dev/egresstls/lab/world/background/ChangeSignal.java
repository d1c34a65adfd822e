package dev.egresstls.lab.world.background;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Says that something has changed, to each of those who wait for it. */
public final class ChangeSignal {
  private long rings;

  /** Wakes all who wait. */
  public synchronized void ring() {
    rings++;
    notifyAll();
  }

  /** Hears each ring from now on, whoever else hears it. */
  public synchronized Waiter waiter() {
    return new Waiter(rings);
  }

  /** One that waits; it belongs to one thread. */
  public final class Waiter {
    private long heard;

    private Waiter(long heard) {
      this.heard = heard;
    }

    /** Waits for a ring that was not heard yet, or until the time is over; hears all so far. */
    public boolean await(Duration atMost) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      synchronized (ChangeSignal.this) {
        long end = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (rings == heard && left > 0) {
          TimeUnit.NANOSECONDS.timedWait(ChangeSignal.this, left);
          left = end - System.nanoTime();
        }
        boolean rung = rings != heard;
        heard = rings;
        return rung;
      }
    }
  }
}

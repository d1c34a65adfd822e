package dev.egresstls.lab.render.progress;

import dev.egresstls.lab.world.background.Threads;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does something again and again, and tells what time it is. */
public interface Ticker {
  /** Stops the ticking. */
  @FunctionalInterface
  interface Ticking {
    void stop();
  }

  /** Does it every so often, first after one interval. */
  Ticking every(Duration interval, Runnable work);

  /** The time, counted from anywhere. */
  long nanos();

  /** By a thread that does not keep the process alive; there is none before the first ticking. */
  static Ticker ofThread(String name) {
    return new Ticker() {
      private ScheduledExecutorService timer;

      @Override
      public synchronized Ticking every(Duration interval, Runnable work) {
        if (timer == null) {
          timer = Threads.timer(name);
        }
        long millis = interval.toMillis();
        ScheduledFuture<?> ticking =
            timer.scheduleAtFixedRate(Threads.guarded(work), millis, millis, TimeUnit.MILLISECONDS);
        return () -> ticking.cancel(false);
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }
    };
  }
}

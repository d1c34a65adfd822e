package dev.egresstls.lab.world;

import java.time.Instant;

/** Time, so that tests can hold it. */
public interface Clock {
  Instant now();

  /** Nanoseconds from some fixed moment, for durations. */
  long nanos();

  /** The machine's clock. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }
      };
}

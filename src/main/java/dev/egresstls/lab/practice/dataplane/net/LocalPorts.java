package dev.egresstls.lab.practice.dataplane.net;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ephemeral ports, no two alike in a long while, so that a request can be identified by its port.
 */
final class LocalPorts {
  private static final int FIRST = 32768;
  private static final int COUNT = 28232;

  private final AtomicInteger next =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT / 2));

  int take() {
    return FIRST + Math.floorMod(next.getAndAdd(2), COUNT);
  }
}

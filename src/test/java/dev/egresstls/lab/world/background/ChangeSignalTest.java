package dev.egresstls.lab.world.background;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChangeSignalTest {
  private final ChangeSignal signal = new ChangeSignal();

  @Test
  void each_of_two_who_wait_hears_each_ring_once() throws InterruptedException {
    ChangeSignal.Waiter one = signal.waiter();
    ChangeSignal.Waiter other = signal.waiter();
    signal.ring();
    assertTrue(one.await(Duration.ZERO));
    assertTrue(other.await(Duration.ZERO), "although the first one has heard it");
    assertFalse(one.await(Duration.ZERO));
    assertFalse(signal.waiter().await(Duration.ZERO), "it rang before anybody asked");
  }

  @Test
  void whoever_is_interrupted_hears_of_that_before_a_ring() {
    ChangeSignal.Waiter waiter = signal.waiter();
    signal.ring();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> waiter.await(Duration.ZERO));
  }
}

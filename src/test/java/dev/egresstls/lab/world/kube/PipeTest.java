package dev.egresstls.lab.world.kube;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PipeTest {
  private final Pipe pipe = new Pipe(Duration.ofSeconds(20));
  private final AtomicInteger asked = new AtomicInteger();

  private void put(int messages) {
    for (int i = 0; i < messages; i++) {
      pipe.put(new byte[] {(byte) i, (byte) 0xff}, asked::incrementAndGet);
    }
  }

  @Test
  void a_full_pipe_asks_for_no_more_until_something_was_read() throws Exception {
    put(Pipe.MOST);
    assertEquals(Pipe.MOST - 1, asked.get());
    assertEquals(0, pipe.read());
    assertEquals(Pipe.MOST, asked.get());
  }

  @Test
  void the_bytes_come_in_order_and_then_the_end() throws Exception {
    put(2);
    pipe.put(new byte[0], asked::incrementAndGet);
    pipe.end(null);
    assertEquals(0, pipe.read(new byte[0]));
    assertArrayEquals(new byte[] {0, (byte) 0xff, 1, (byte) 0xff}, pipe.readAllBytes());
    assertEquals(-1, pipe.read());
  }

  @Test
  void what_came_before_a_failure_can_still_be_read() throws Exception {
    put(1);
    pipe.end(new IllegalStateException("broken"));
    assertEquals(0, pipe.read());
    assertEquals(255, pipe.read());
    IOException failure = assertThrows(IOException.class, pipe::read);
    assertEquals("broken", failure.getCause().getMessage());
    pipe.drain();
  }

  @Test
  void nobody_waits_longer_than_their_patience_or_after_an_interrupt() {
    assertThrows(InterruptedIOException.class, new Pipe(Duration.ZERO)::read);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, pipe::read);
    assertTrue(Thread.interrupted());
  }
}

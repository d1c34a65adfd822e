package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Hands bytes from the threads of a connection to the one that reads them. It holds few messages:
 * the next is asked for once there is room.
 */
final class Pipe extends InputStream {
  /** So many messages wait at most; a kubelet's have 32 KiB. */
  static final int MOST = 8;

  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private final long deadline;
  private byte[] current = {};
  private int at;
  private Runnable more = () -> {};
  private boolean ended;
  private Throwable failure;

  /**
   * A pipe.
   *
   * @param patience after this time a read fails instead of waiting
   */
  Pipe(Duration patience) {
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /**
   * Takes a message.
   *
   * @param next asks for the next one
   */
  void put(byte[] message, Runnable next) {
    boolean room;
    synchronized (this) {
      waiting.add(message);
      room = waiting.size() < MOST;
      more = room ? () -> {} : next;
      notifyAll();
    }
    if (room) {
      next.run();
    }
  }

  /**
   * No more comes.
   *
   * @param why the connection failed; null if the command ended
   */
  synchronized void end(Throwable why) {
    ended = true;
    failure = why;
    notifyAll();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == current.length) {
      byte[] next = take();
      if (next == null) {
        return -1;
      }
      current = next;
      at = 0;
    }
    int count = Math.min(length, current.length - at);
    System.arraycopy(current, at, into, offset, count);
    at += count;
    return count;
  }

  private byte[] take() throws IOException {
    byte[] next;
    Runnable ask;
    synchronized (this) {
      awaitOne();
      next = waiting.poll();
      ask = more;
      more = () -> {};
    }
    ask.run();
    return next;
  }

  private void awaitOne() throws IOException {
    while (waiting.isEmpty() && !ended) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new InterruptedIOException(say("world.exec.takes-too-long"));
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException(say("world.exec.interrupted"));
      }
    }
    if (waiting.isEmpty() && failure != null) {
      throw new IOException(failure);
    }
  }

  /** Passes over what is left; a failure is reported by the connection itself. */
  void drain() {
    try {
      transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Whoever waits for the exec's end hears why.
    }
  }
}

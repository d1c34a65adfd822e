package dev.egresstls.lab.practice.api.pods;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A stream of what arrives in pieces. */
public final class Inbox extends InputStream {
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
  private byte[] current = END;
  private int at;
  private boolean over;

  /** Adds a piece. */
  public void add(byte[] piece) {
    if (piece.length > 0) {
      pieces.add(piece);
    }
  }

  /** Nothing more will come. */
  public void end() {
    pieces.add(END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (!over && at == current.length) {
      current = next();
      at = 0;
      over = current == END;
    }
    if (over) {
      return -1;
    }
    int count = Math.min(most, current.length - at);
    System.arraycopy(current, at, into, from, count);
    at += count;
    return count;
  }

  private byte[] next() throws IOException {
    try {
      return pieces.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  @Override
  public synchronized int available() {
    return current.length - at;
  }
}

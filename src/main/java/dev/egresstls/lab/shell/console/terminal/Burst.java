package dev.egresstls.lab.shell.console.terminal;

import org.jline.reader.impl.LineReaderImpl;
import org.jline.utils.NonBlockingReader;

/**
 * Keys that come faster than anybody types: a paste on a terminal that does not say that it is one.
 * Asked once for each time that the line is to be drawn.
 */
final class Burst {
  /** Nobody strikes two keys, and no program that is typed to waits, within so short a time. */
  private static final long APART_NANOS = 2_000_000;

  private static final long PEEK_MILLIS = 1;

  private final LineReaderImpl reader;
  private Thread reading;
  private long last;

  Burst(LineReaderImpl reader) {
    this.reader = reader;
  }

  /** A line begins to be read, by this thread: no other may look at what is typed. */
  void begin() {
    reading = Thread.currentThread();
    last = 0;
  }

  /** The line was drawn, and how long that took says nothing of the keys. */
  void drawn() {
    if (Thread.currentThread() == reading) {
      last = System.nanoTime();
    }
  }

  /** Whether another key is here already, in a burst; the line is drawn with it, or later. */
  boolean goesOn() {
    if (Thread.currentThread() != reading) {
      return false;
    }
    long now = System.nanoTime();
    boolean fast = last != 0 && now - last < APART_NANOS;
    last = now;
    return fast && reader.peekCharacter(PEEK_MILLIS) != NonBlockingReader.READ_EXPIRED;
  }
}

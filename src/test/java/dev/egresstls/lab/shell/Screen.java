package dev.egresstls.lab.shell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jline.builtins.ScreenTerminal;

/** What a person sees on a terminal: its rows, after all escape sequences have done their work. */
final class Screen extends OutputStream {
  /** So many that nothing scrolls away, and few enough for JLine to draw a status bar. */
  private static final int ROWS = 900;

  /** No test runs into it unless something is lost, however busy the machine is. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ScreenTerminal screen;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

  Screen(int columns) {
    this.screen = new ScreenTerminal(columns, ROWS);
  }

  static int height() {
    return ROWS;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    raw.write(bytes, from, length);
    pending.write(bytes, from, length);
    if (complete(bytes[from + length - 1])) {
      screen.write(pending.toString(StandardCharsets.UTF_8));
      pending.reset();
      notifyAll();
    }
  }

  /** Half of a character waits for its other half. */
  private boolean complete(byte last) {
    byte[] all = pending.toByteArray();
    int start = all.length - 1;
    while (start > 0 && (all[start] & 0xc0) == 0x80) {
      start--;
    }
    int lead = all[start] & 0xff;
    int needed = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return last >= 0 || all.length - start >= needed;
  }

  /** The rows above the status bar, to the last that is not empty, without blanks at their ends. */
  synchronized List<String> shown() {
    List<String> rows = rows();
    int end = rows.size() - 1;
    while (end > 0 && rows.get(end - 1).isEmpty()) {
      end--;
    }
    return rows.subList(0, end);
  }

  /** The status bar: the last row. */
  synchronized String bar() {
    List<String> rows = rows();
    return rows.get(rows.size() - 1);
  }

  private List<String> rows() {
    return screen.toString().lines().map(String::stripTrailing).toList();
  }

  /** Another size; what was shown is gone. */
  synchronized void resize(int columns, int rows) {
    screen = new ScreenTerminal(columns, rows);
  }

  /** All that was written, with the escape sequences. */
  synchronized String raw() {
    return raw.toString(StandardCharsets.UTF_8);
  }

  /** Lets whoever waits look again. */
  synchronized void wake() {
    notifyAll();
  }

  /** Waits until the rows are so. */
  synchronized List<String> await(String what, Predicate<List<String>> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<String> rows = shown();
    while (!wanted.test(rows)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("not " + what + " on the screen:\n" + String.join("\n", rows));
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      rows = shown();
    }
    return rows;
  }
}

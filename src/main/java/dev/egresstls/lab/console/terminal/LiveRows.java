package dev.egresstls.lab.console.terminal;

import dev.egresstls.lab.render.progress.Live;
import dev.egresstls.lab.render.progress.Ticker;
import dev.egresstls.lab.render.text.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/**
 * The rows of what goes on, below everything that was printed: drawn in place, and undone without a
 * trace. They are checked again ten times a second, and written where they differ; no timer runs
 * while there are none.
 */
final class LiveRows {
  private static final int MOST_ROWS = 8;
  private static final Duration TICK = Duration.ofMillis(100);

  private final Terminal terminal;
  private final ReentrantLock lock;
  private final Function<Line, String> layout;
  private final Ticker ticker = Ticker.ofThread("live-rows");
  private Display display;
  private Live live;
  private long since;
  private boolean paused;
  private boolean closed;
  private List<AttributedString> drawn = List.of();
  private Ticker.Ticking ticking;

  /**
   * No rows yet.
   *
   * @param lock held whenever something is written to the terminal
   * @param layout makes one row of a line, narrower than the terminal
   */
  LiveRows(Terminal terminal, ReentrantLock lock, Function<Line, String> layout) {
    this.terminal = terminal;
    this.lock = lock;
    this.layout = layout;
  }

  /** Shows them; those that are shown already are checked again, and go on counting. */
  void show(Live wanted) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      live = wanted;
      since = ticker.nanos();
      draw();
      if (ticking == null) {
        ticking = ticker.every(TICK, this::tick);
      }
    } finally {
      lock.unlock();
    }
  }

  private void tick() {
    lock.lock();
    try {
      if (live != null) {
        draw();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends them, and leaves nothing of them on the screen. */
  void clear() {
    lock.lock();
    try {
      erase();
      live = null;
      if (ticking != null) {
        ticking.stop();
        ticking = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends them for good. */
  void close() {
    clear();
    closed = true;
  }

  /** Takes them from the screen until {@link #goOn}, whatever time passes. */
  void pause() {
    erase();
    paused = true;
  }

  /** Draws them again. */
  void goOn() {
    paused = false;
    draw();
  }

  /** Takes them from the screen for a moment; {@link #draw} brings them back. */
  void erase() {
    if (!drawn.isEmpty()) {
      display.update(List.of(), 0);
      drawn = List.of();
    }
  }

  /** Draws what has changed. */
  void draw() {
    if (live == null || paused) {
      return;
    }
    int columns = terminal.getWidth();
    List<AttributedString> rows =
        live.after(Duration.ofNanos(ticker.nanos() - since)).stream()
            .limit(Math.max(1, Math.min(MOST_ROWS, terminal.getHeight() / 2)))
            .map(layout)
            .map(AttributedString::fromAnsi)
            .toList();
    if (rows.equals(drawn) || rows.isEmpty()) {
      return;
    }
    if (drawn.isEmpty()) {
      display = new Display(terminal, false);
      display.resize(terminal.getHeight(), columns);
    }
    drawn = rows;
    int last = rows.size() - 1;
    display.update(ended(rows), last * (columns + 1) + rows.get(last).columnLength());
  }

  /** JLine takes a row without a line break for one that goes on in the next. */
  private static List<AttributedString> ended(List<AttributedString> rows) {
    List<AttributedString> ended = new ArrayList<>();
    for (AttributedString row : rows.subList(0, rows.size() - 1)) {
      ended.add(AttributedString.join(AttributedString.EMPTY, row, AttributedString.NEWLINE));
    }
    ended.add(rows.get(rows.size() - 1));
    return ended;
  }

  /** How many rows the cursor stands below the first of them, on a terminal so wide. */
  int below(int columns) {
    int rows = 0;
    for (AttributedString row : drawn) {
      rows += 1 + Reflow.more(row.columnLength() - 1, columns);
    }
    return Math.max(0, rows - 1);
  }

  /** They are no longer on the screen. */
  void forget() {
    drawn = List.of();
  }
}

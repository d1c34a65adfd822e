package dev.egresstls.lab.console.terminal;

import dev.egresstls.lab.render.progress.Live;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal around the line that is edited: what is printed above it, what is live, and the
 * status bar. All of it is drawn under one lock, the reader's.
 */
public final class TerminalScreen {
  private static final int USUAL_COLUMNS = 80;

  private final Terminal terminal;
  private final Theme theme;
  private final PromptReader reader;
  private final ReentrantLock lock;
  private final LiveRows live;
  private final StatusBar status;
  private final List<String> held = new ArrayList<>();
  private Optional<IntFunction<Line>> bar = Optional.empty();
  private Size size;
  private boolean hidden;
  private boolean ended;

  public TerminalScreen(Terminal terminal, Theme theme, PromptReader reader) {
    this.terminal = terminal;
    this.theme = theme;
    this.reader = reader;
    this.lock = reader.lock();
    this.live = new LiveRows(terminal, lock, line -> layout(columns() - 1).cut(line));
    this.status = new StatusBar(terminal);
    this.size = terminal.getSize();
  }

  public int columns() {
    int width = terminal.getWidth();
    return width > 0 ? width : USUAL_COLUMNS;
  }

  private Layout layout(int columns) {
    return new Layout(theme, columns);
  }

  /** Prints lines above the prompt and above what is live; later, while the terminal is away. */
  public void print(List<Line> lines) {
    printRows(layout(columns()).rows(lines));
  }

  /** Prints rows as they are. */
  public void printRows(List<String> rows) {
    locked(
        () -> {
          if (hidden) {
            held.addAll(rows);
          } else if (!ended) {
            live.erase();
            reader.printAbove(String.join("\n", rows) + "\n");
            live.draw();
          }
        });
  }

  /** Shows what goes on, unless a line is being read: then it is seen that the prompt is back. */
  public void live(Live wanted) {
    locked(
        () -> {
          if (!hidden && !ended && !reader.isReading()) {
            live.show(wanted);
          }
        });
  }

  public void settle() {
    locked(live::clear);
  }

  /** What is in the status bar, at a width; asked again by {@link #redraw}. */
  public void bar(IntFunction<Line> wanted) {
    bar = Optional.of(wanted);
    redraw();
  }

  /** Draws the status bar as things stand now. */
  public void redraw() {
    locked(
        () -> {
          if (!hidden && !ended) {
            bar.ifPresent(row -> status.draw(layout(columns() - 1).cut(row.apply(columns() - 1))));
          }
        });
  }

  /**
   * The terminal has another size. What was drawn below the printed lines has moved, each terminal
   * moves it in its own way: so it is wiped out from its first row on, and drawn again.
   *
   * @param prompt the prompt at the size of now
   * @return whether it is another size
   */
  public boolean resized(Supplier<String> prompt) {
    lock.lock();
    try {
      Size now = terminal.getSize();
      if (hidden || ended || now.equals(size)) {
        return false;
      }
      size = now;
      boolean reading = reader.isReading();
      reader.wipe(reading ? reader.below(columns()) : live.below(columns()));
      live.forget();
      status.forget();
      redraw();
      if (reading) {
        reader.drawHere(prompt.get());
      } else {
        live.draw();
      }
      terminal.flush();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes everything that is not printed from the screen, and draws nothing until {@link #show}.
   */
  void hide() {
    live.pause();
    status.hide();
    hidden = true;
  }

  /** Empties the screen. */
  public void clear() {
    locked(
        () -> {
          if (!hidden && !ended) {
            live.erase();
            terminal.puts(Capability.clear_screen);
            status.forget();
            redraw();
            live.draw();
          }
        });
  }

  /** Draws everything again, and prints what was printed meanwhile. The cursor is in column 0. */
  void show() {
    hidden = false;
    size = terminal.getSize();
    status.forget();
    if (!held.isEmpty()) {
      terminal.writer().print(String.join("\n", held) + "\n");
      held.clear();
    }
    redraw();
    live.goOn();
  }

  /** Wipes out the line that is being read, if one is, and leaves the modes in which it is read. */
  void letGo() {
    if (reader.isReading()) {
      reader.wipe(reader.below(columns()));
      status.forget();
    }
    reader.modesOff();
  }

  /** Draws nothing any more. */
  void end() {
    live.close();
    ended = true;
  }
}

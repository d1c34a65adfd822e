package dev.egresstls.lab.shell.desk;

import dev.egresstls.lab.render.Live;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal around the line that is edited: what is printed above it, what is live, and the
 * status bar. All of it is drawn under one lock, the reader's.
 */
final class Surface {
  private static final int USUAL_COLUMNS = 80;

  private final Terminal terminal;
  private final Theme theme;
  private final PromptReader reader;
  private final ReentrantLock lock;
  private final LiveRows live;
  private final StatusBar status;
  private final Attributes before;
  private final List<String> held = new ArrayList<>();
  private Optional<IntFunction<Line>> bar = Optional.empty();
  private Size size;
  private boolean away;
  private boolean closed;

  Surface(Terminal terminal, Theme theme, PromptReader reader) {
    this.terminal = terminal;
    this.theme = theme;
    this.reader = reader;
    this.lock = reader.lock();
    this.live = new LiveRows(terminal, lock, line -> layout(columns() - 1).cut(line));
    this.status = new StatusBar(terminal);
    this.before = terminal.getAttributes();
    this.size = terminal.getSize();
  }

  int columns() {
    int width = terminal.getWidth();
    return width > 0 ? width : USUAL_COLUMNS;
  }

  private Layout layout(int columns) {
    return new Layout(theme, columns);
  }

  /** Prints lines above the prompt and above what is live; later, while the terminal is away. */
  void print(List<Line> lines) {
    printRows(layout(columns()).rows(lines));
  }

  /** Prints rows as they are. */
  void printRows(List<String> rows) {
    locked(
        () -> {
          if (away) {
            held.addAll(rows);
          } else if (!closed) {
            live.erase();
            reader.printAbove(String.join("\n", rows) + "\n");
            live.draw();
          }
        });
  }

  /** Shows what goes on, unless a line is being read: then it is seen that the prompt is back. */
  void live(Live wanted) {
    locked(
        () -> {
          if (!away && !closed && !reader.isReading()) {
            live.show(wanted);
          }
        });
  }

  void settle() {
    locked(live::clear);
  }

  /** What stands in the status bar, at a width; asked again by {@link #redraw}. */
  void bar(IntFunction<Line> wanted) {
    bar = Optional.of(wanted);
    redraw();
  }

  /** Draws the status bar as things stand now. */
  void redraw() {
    locked(
        () -> {
          if (!away && !closed) {
            bar.ifPresent(row -> status.draw(layout(columns()).cut(row.apply(columns()))));
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
  boolean resized(Supplier<String> prompt) {
    lock.lock();
    try {
      Size now = terminal.getSize();
      if (away || closed || now.equals(size)) {
        return false;
      }
      size = now;
      boolean reading = reader.isReading();
      wipe(reading ? reader.below(columns()) : live.below(columns()));
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

  private void wipe(int rowsAbove) {
    terminal.puts(Capability.carriage_return);
    for (int row = 0; row < rowsAbove; row++) {
      terminal.puts(Capability.cursor_up);
    }
    terminal.puts(Capability.clr_eos);
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Lets somebody else have the terminal, as it was before the desk took it. */
  <T> T away(Callable<T> work) throws Exception {
    Attributes own = terminal.getAttributes();
    locked(this::giveAway);
    // Handlers of our own, and not "ignore", which a process that is started would inherit.
    SignalHandler interrupt = terminal.handle(Signal.INT, signal -> {});
    SignalHandler quit = terminal.handle(Signal.QUIT, signal -> {});
    try {
      return work.call();
    } finally {
      terminal.handle(Signal.QUIT, quit);
      terminal.handle(Signal.INT, interrupt);
      locked(() -> takeBack(own));
      redraw();
    }
  }

  private void giveAway() {
    live.clear();
    status.hide();
    terminal.flush();
    terminal.setAttributes(before);
    away = true;
  }

  private void takeBack(Attributes own) {
    away = false;
    terminal.setAttributes(own);
    size = terminal.getSize();
    status.forget();
    if (!held.isEmpty()) {
      reader.printAbove(String.join("\n", held) + "\n");
      held.clear();
    }
  }

  /** Leaves the terminal as it was, with nothing that moves on it. */
  void close() {
    locked(
        () -> {
          if (!closed) {
            live.close();
            status.hide();
            terminal.flush();
            closed = true;
          }
        });
  }
}

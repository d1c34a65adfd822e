package dev.egresstls.lab.shell.console.terminal;

import dev.egresstls.lab.render.Live;
import dev.egresstls.lab.render.Paper;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.terminal.Terminal;
import org.jline.utils.ShutdownHooks;

/** A terminal at which nobody types: lines, and below them what goes on. */
public final class TerminalPaper implements Paper {
  private static final int USUAL_COLUMNS = 80;

  private final Terminal terminal;
  private final Theme theme;
  private final ReentrantLock lock = new ReentrantLock();
  private final LiveRows live;

  /** Paper on a terminal; nothing of what goes on is left on it, however the process ends. */
  public TerminalPaper(Terminal terminal, Theme theme) {
    this.terminal = terminal;
    this.theme = theme;
    this.live = new LiveRows(terminal, lock, line -> new Layout(theme, columns() - 1).cut(line));
    ShutdownHooks.add(live::close);
  }

  @Override
  public void print(List<Line> lines) {
    List<String> rows = new Layout(theme, columns()).rows(lines);
    lock.lock();
    try {
      live.erase();
      rows.forEach(terminal.writer()::println);
      live.draw();
      terminal.flush();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void live(Live wanted) {
    live.show(wanted);
  }

  @Override
  public void settle() {
    live.clear();
  }

  @Override
  public int columns() {
    int width = terminal.getWidth();
    return width > 0 ? width : USUAL_COLUMNS;
  }

  @Override
  public Theme theme() {
    return theme;
  }
}

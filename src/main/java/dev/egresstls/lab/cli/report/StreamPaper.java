package dev.egresstls.lab.cli.report;

import dev.egresstls.lab.render.Live;
import dev.egresstls.lab.render.Paper;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** A terminal that is only written to. */
public final class StreamPaper implements Paper {
  private static final String CLEAR_ROW = "\r\u001b[K";

  private final PrintStream out;
  private final Theme theme;
  private final int columns;
  private final boolean rewrites;
  private boolean flashed;

  /**
   * Paper in front of a stream.
   *
   * @param rewrites whether a line can be written over, as on most terminals
   */
  public StreamPaper(PrintStream out, Theme theme, int columns, boolean rewrites) {
    this.out = out;
    this.theme = theme;
    this.columns = columns;
    this.rewrites = rewrites;
  }

  @Override
  public synchronized void print(List<Line> lines) {
    clear();
    new Layout(theme, columns).rows(lines).forEach(out::println);
    out.flush();
  }

  @Override
  public synchronized void live(Live live) {
    if (rewrites) {
      Line line = live.after(Duration.ZERO).get(0);
      String row = new Layout(theme, columns).rows(line).get(0);
      out.print(CLEAR_ROW + (theme.colour() ? row : Columns.cut(row, columns - 1)));
      out.flush();
      flashed = true;
    }
  }

  @Override
  public synchronized void settle() {
    clear();
  }

  private void clear() {
    if (flashed) {
      out.print(CLEAR_ROW);
      out.flush();
      flashed = false;
    }
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public Theme theme() {
    return theme;
  }
}

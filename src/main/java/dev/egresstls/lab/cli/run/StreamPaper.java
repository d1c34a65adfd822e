package dev.egresstls.lab.cli.run;

import dev.egresstls.lab.render.Paper;
import dev.egresstls.lab.render.progress.Heartbeat;
import dev.egresstls.lab.render.progress.Live;
import dev.egresstls.lab.render.progress.Ticker;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** A terminal that is only written to, and on which nothing can be undone. */
public final class StreamPaper implements Paper {
  private final PrintStream out;
  private final Theme theme;
  private final int columns;
  private final Heartbeat heartbeat;

  /**
   * Paper in front of a stream.
   *
   * @param interval how often it says what goes on
   */
  public StreamPaper(PrintStream out, Theme theme, int columns, Duration interval) {
    this.out = out;
    this.theme = theme;
    this.columns = columns;
    this.heartbeat =
        new Heartbeat(interval, Ticker.ofThread("heartbeat"), line -> print(List.of(line)));
  }

  @Override
  public synchronized void print(List<Line> lines) {
    new Layout(theme, columns).rows(lines).forEach(out::println);
    out.flush();
  }

  @Override
  public void live(Live live) {
    heartbeat.live(live);
  }

  @Override
  public void settle() {
    heartbeat.settle();
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

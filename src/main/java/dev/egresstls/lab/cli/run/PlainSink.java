package dev.egresstls.lab.cli.run;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.render.PlainLines;
import dev.egresstls.lab.render.progress.Heartbeat;
import dev.egresstls.lab.render.progress.Ongoing;
import dev.egresstls.lab.render.progress.Ticker;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.io.PrintStream;
import java.util.List;

/** Prints events as plain lines; while something takes long, a line now and then. */
public final class PlainSink implements Sink {
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final Theme theme;
  private final PlainLines lines = new PlainLines();
  private final Ongoing ongoing;
  private final Heartbeat heartbeat;

  /** A sink that prints to a stream, in ASCII if the theme says so. */
  public PlainSink(PrintStream out, Theme theme) {
    this(out, theme, Ticker.ofThread("heartbeat"));
  }

  /** The same with a clock of its own. */
  PlainSink(PrintStream out, Theme theme, Ticker ticker) {
    this.out = out;
    this.theme = theme;
    this.ongoing = new Ongoing(theme, ticker::nanos);
    this.heartbeat = new Heartbeat(Heartbeat.USUAL, ticker, this::beat);
  }

  @Override
  public synchronized void accept(Event event) {
    ongoing.saw(event).ifPresent(heartbeat::live);
    List<String> said = event.match(lines);
    if (!said.isEmpty() && Ongoing.ends(event)) {
      heartbeat.settle();
    }
    said.forEach(line -> out.println(theme.spell(line)));
    out.flush();
  }

  private synchronized void beat(Line line) {
    new Layout(new Theme(false, theme.unicode()), WIDTH).rows(line).forEach(out::println);
    out.flush();
  }
}

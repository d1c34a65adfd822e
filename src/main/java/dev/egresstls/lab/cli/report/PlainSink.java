package dev.egresstls.lab.cli.report;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.render.PlainLines;
import dev.egresstls.lab.render.text.Theme;
import java.io.PrintStream;

/** Prints events as plain lines. */
public final class PlainSink implements Sink {
  private final PrintStream out;
  private final Theme theme;
  private final PlainLines lines = new PlainLines();

  /** A sink that prints to a stream, in ASCII if the theme says so. */
  public PlainSink(PrintStream out, Theme theme) {
    this.out = out;
    this.theme = theme;
  }

  @Override
  public synchronized void accept(Event event) {
    event.match(lines).forEach(line -> out.println(theme.spell(line)));
    out.flush();
  }
}

package dev.egresstls.lab.render.progress;

import dev.egresstls.lab.render.text.Line;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says what goes on where lines cannot be undone: one line every so often, from when something
 * began to go on.
 */
public final class Heartbeat {
  /** How often without a terminal. */
  public static final Duration USUAL = Duration.ofSeconds(10);

  /** How often it is read to someone, who has to listen to it. */
  public static final Duration SPOKEN = Duration.ofSeconds(30);

  private final Duration interval;
  private final Ticker ticker;
  private final Consumer<Line> print;
  private Optional<Live> live = Optional.empty();
  private long since;
  private Ticker.Ticking ticking;

  /**
   * A heartbeat, silent until something goes on.
   *
   * @param print called from the ticker's thread
   */
  public Heartbeat(Duration interval, Ticker ticker, Consumer<Line> print) {
    this.interval = interval;
    this.ticker = ticker;
    this.print = print;
  }

  /** This goes on now. */
  public synchronized void live(Live wanted) {
    live = Optional.of(wanted);
    since = ticker.nanos();
    if (ticking == null) {
      ticking = ticker.every(interval, this::beat);
    }
  }

  /** Nothing goes on any more. */
  public synchronized void settle() {
    live = Optional.empty();
    if (ticking != null) {
      ticking.stop();
      ticking = null;
    }
  }

  private void beat() {
    Optional<Line> line;
    synchronized (this) {
      line = live.flatMap(now -> now.beat(Duration.ofNanos(ticker.nanos() - since)));
    }
    line.ifPresent(print);
  }
}

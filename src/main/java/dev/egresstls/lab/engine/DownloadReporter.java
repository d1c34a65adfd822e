package dev.egresstls.lab.engine;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Downloads;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Says how far a download is, once it takes longer than a moment, and not more often than needed.
 */
final class DownloadReporter implements Downloads.Listener {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final Progress progress;
  private final Clock clock;
  private final int number;
  private final String what;
  private final long start;
  private long said;

  DownloadReporter(Progress progress, Clock clock, int number, String what) {
    this.progress = progress;
    this.clock = clock;
    this.number = number;
    this.what = what;
    this.start = clock.nanos();
    this.said = start;
  }

  @Override
  public void noted(String sentence) {
    progress.emit(new Event.Noted(number, progress.step(number), sentence));
  }

  @Override
  public synchronized void received(long bytes, OptionalLong of) {
    long now = clock.nanos();
    if (now - said >= MOMENT.toNanos()) {
      said = now;
      Duration elapsed = Duration.ofNanos(now - start);
      progress.emit(new Event.Downloading(number, progress.step(number), what, bytes, of, elapsed));
    }
  }
}

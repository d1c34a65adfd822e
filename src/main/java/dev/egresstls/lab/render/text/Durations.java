package dev.egresstls.lab.render.text;

import java.time.Duration;
import java.util.Locale;

/** How long something took, for people: {@code 0.4 s}, {@code 1 m 05 s}. */
public final class Durations {
  private Durations() {}

  /** A duration in tenths of seconds, or in minutes and seconds. */
  public static String text(Duration duration) {
    long tenths = (duration.toMillis() + 50) / 100;
    if (tenths < 600) {
      return String.format(Locale.ROOT, "%d.%d s", tenths / 10, tenths % 10);
    }
    return String.format(Locale.ROOT, "%d m %02d s", tenths / 600, tenths % 600 / 10);
  }
}

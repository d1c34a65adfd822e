package dev.egresstls.lab.render.progress;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.render.text.Theme;
import java.util.Locale;

/** How far a download is: a bar, the size and the rate; without a known size no bar. */
record Received(Theme theme, Event.Downloading download) {
  private static final int BAR = 12;
  private static final int KIBI = 1024;

  String text() {
    long millis = Math.max(1, download.elapsed().toMillis());
    String rate = size(download.bytes() * 1000 / millis);
    if (download.of().isEmpty() || download.of().getAsLong() <= 0) {
      return say("render.progress.received", size(download.bytes()), rate);
    }
    long of = Math.max(download.bytes(), download.of().getAsLong());
    String bar = theme.bar((int) (download.bytes() * BAR / of), BAR);
    return say("render.progress.received-of", bar, size(download.bytes()), size(of), rate);
  }

  private static String size(long bytes) {
    if (bytes < KIBI) {
      return bytes + " B";
    }
    double kibi = (double) bytes / KIBI;
    return kibi < KIBI
        ? String.format(Locale.ROOT, "%.0f KiB", kibi)
        : String.format(Locale.ROOT, "%.1f MiB", kibi / KIBI);
  }
}

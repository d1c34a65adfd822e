package dev.egresstls.lab.practice.dataplane.curl;

import java.io.PrintStream;
import java.util.Locale;

/** The table that curl draws on the standard error while it works. */
final class ProgressMeter {
  private static final String HEAD =
      "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
          + "                                 Dload  Upload   Total   Spent    Left  Speed\n";
  private static final String NOTHING =
      "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0";

  private final PrintStream err;
  private final boolean shown;

  ProgressMeter(PrintStream err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  void begin() {
    if (shown) {
      err.print(HEAD + NOTHING);
    }
  }

  /** The last line, when everything has come. */
  void end(int bytes, int millis) {
    if (shown && bytes > 0) {
      long speed = bytes * 1000L / Math.max(1, millis);
      err.print(
          String.format(
              Locale.ROOT,
              "\r100 %5d  100 %5d    0     0 %6d      0 --:--:-- --:--:-- --:--:-- %5d",
              bytes,
              bytes,
              speed,
              speed));
    } else if (shown) {
      err.print(NOTHING);
    }
    if (shown) {
      err.print("\n");
    }
  }
}

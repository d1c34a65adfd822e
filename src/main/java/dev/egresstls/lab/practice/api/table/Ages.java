package dev.egresstls.lab.practice.api.table;

import java.time.Duration;
import java.time.Instant;

/**
 * Durations as kubectl prints them: {@code 5m12s}, {@code 3d4h} (apimachinery pkg/util/duration).
 */
final class Ages {
  private Ages() {}

  static String since(String timestamp) {
    if (timestamp.isEmpty()) {
      return "<unknown>";
    }
    return of(Duration.between(Instant.parse(timestamp), Instant.now()).toSeconds());
  }

  static String of(long seconds) {
    if (seconds < 0) {
      return "0s";
    }
    if (seconds < 120) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return minutes + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
    }
    if (minutes < 180) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    if (hours < 8) {
      return hours + "h" + (minutes % 60 == 0 ? "" : minutes % 60 + "m");
    }
    if (hours < 48) {
      return hours + "h";
    }
    long days = hours / 24;
    boolean hoursToo = days < 8 && hours % 24 != 0;
    return days < 730 ? days + "d" + (hoursToo ? hours % 24 + "h" : "") : days / 365 + "y";
  }
}

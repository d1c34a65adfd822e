package dev.egresstls.lab.mesh.envoy;

import java.util.List;
import java.util.Optional;

/** Splits access-log text into its words. */
final class LogWords {
  private LogWords() {}

  /**
   * Adds the words from a place on; a word in quotes ends at a quote before a space or the end, for
   * Envoy escapes nothing inside.
   *
   * @return whether every quote was closed
   */
  static boolean split(String line, int from, List<String> into) {
    int at = from;
    while (at < line.length()) {
      boolean quoted = line.charAt(at) == '"';
      int end = quoted ? closing(line, at + 1) : line.indexOf(' ', at);
      if (quoted && end < 0) {
        return false;
      }
      int stop = end < 0 ? line.length() : end;
      into.add(line.substring(quoted ? at + 1 : at, stop));
      at = stop + (quoted ? 2 : 1);
    }
    return true;
  }

  private static int closing(String line, int from) {
    int end = line.indexOf("\" ", from);
    return end < 0 && line.length() > from && line.endsWith("\"") ? line.length() - 1 : end;
  }

  /** The port at the end of {@code 10.244.0.3:59178} or {@code [2001:db8::1]:443}. */
  static Optional<Integer> port(String hostPort) {
    int colon = hostPort.lastIndexOf(':');
    return colon < 0 ? Optional.empty() : portNumber(hostPort.substring(colon + 1));
  }

  /** A port number; empty for anything else, also for 0, which curl writes for none. */
  static Optional<Integer> portNumber(String text) {
    return number(text).filter(port -> port > 0 && port < 65536);
  }

  /** A number of at most nine digits; empty for anything else. */
  static Optional<Integer> number(String text) {
    boolean digits =
        !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}

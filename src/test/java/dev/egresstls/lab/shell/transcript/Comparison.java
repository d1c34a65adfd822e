package dev.egresstls.lab.shell.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays what was shown beside what a transcript expects, line by line and in order. */
final class Comparison {
  static final String ELISION = "...";

  private final List<String> report = new ArrayList<>();

  private Comparison() {}

  /** A readable difference, or nothing if all is as expected. */
  static Optional<String> of(List<String> expected, List<String> shown) {
    return new Comparison().compare(expected, shown);
  }

  private Optional<String> compare(List<String> expected, List<String> shown) {
    int at = 0;
    for (int i = 0; i < expected.size(); i++) {
      String line = expected.get(i);
      if (line.strip().equals(ELISION)) {
        String next = i + 1 < expected.size() ? expected.get(i + 1) : null;
        int found = next == null ? shown.size() : find(next, shown, at);
        if (found < 0) {
          return Optional.of(missing(next, shown, at));
        }
        at = found;
      } else if (at < shown.size() && Patterns.matches(line, shown.get(at))) {
        report.add("  " + shown.get(at));
        at++;
      } else {
        return Optional.of(missing(line, shown, at));
      }
    }
    return at == shown.size() ? Optional.empty() : Optional.of(tooMuch(shown, at));
  }

  private static int find(String line, List<String> shown, int from) {
    for (int at = from; at < shown.size(); at++) {
      if (Patterns.matches(line, shown.get(at))) {
        return at;
      }
    }
    return -1;
  }

  private String missing(String line, List<String> shown, int at) {
    report.add("- " + line);
    shown.subList(at, Math.min(shown.size(), at + 5)).forEach(row -> report.add("+ " + row));
    return "the transcript expects the line marked -, but those marked + were shown:\n" + text();
  }

  private String tooMuch(List<String> shown, int at) {
    shown.subList(at, shown.size()).forEach(row -> report.add("+ " + row));
    return "the lines marked + were shown, but the transcript has ended:\n" + text();
  }

  private String text() {
    return String.join("\n", report.subList(Math.max(0, report.size() - 20), report.size()));
  }
}

package dev.egresstls.lab.catalog;

import dev.egresstls.lab.lab.Problem;

/**
 * Something wrong in a lab's file.
 *
 * @param what one sentence without a full stop
 * @param line the line itself
 */
public record Mistake(Problem.Place place, String what, String line) {
  private static final int LONGEST = 160;

  /** {@code labs/x/lab.yaml:3:5: unknown field "tite"}, the line, and a caret under the column. */
  public String text() {
    if (line.isBlank() || place.column() > LONGEST) {
      return place + ": " + what;
    }
    String before = line.substring(0, Math.min(place.column() - 1, line.length()));
    String shown = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    return place + ": " + what + "\n  " + shown + "\n  " + before.replaceAll("[^\t]", " ") + "^";
  }
}

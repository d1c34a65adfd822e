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

  /**
   * {@code labs/x/lab.yaml:3:5: unknown field "tite"}, the line, and a caret under the column. Of a
   * long line, what is around the column.
   */
  public String text() {
    if (line.isBlank()) {
      return place + ": " + what;
    }
    int at = Math.min(place.column() - 1, line.length());
    int from = at < LONGEST ? 0 : at - LONGEST / 2;
    String cut = from > 0 ? "…" : "";
    String shown = cut + line.substring(from, Math.min(line.length(), from + LONGEST));
    String before = (cut + line.substring(from, at)).replaceAll("[^\t]", " ");
    return place + ": " + what + "\n  " + shown + "\n  " + before + "^";
  }
}

package dev.egresstls.lab.catalog;

import dev.egresstls.lab.lab.Problem;
import java.util.List;

/**
 * The text of a lab's file, for places in it.
 *
 * @param file as a user would name it
 */
public record Source(String file, String text) {

  /** The place of a character, counted from 0. */
  public Problem.Place place(int offset) {
    int at = Math.max(0, Math.min(offset, text.length()));
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int line = (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    return new Problem.Place(file, line, at - lineStart + 1);
  }

  /** A mistake at a character, counted from 0. */
  public Mistake mistake(int offset, String what) {
    return mistake(place(offset), what);
  }

  /** A mistake at a place, with its line. */
  public Mistake mistake(Problem.Place place, String what) {
    List<String> lines = text.lines().toList();
    return new Mistake(
        place, what, place.line() <= lines.size() ? lines.get(place.line() - 1) : "");
  }

  /** The offset of the n-th code point, which is how the YAML library counts. */
  public int offset(int codePoints) {
    return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
  }
}

package dev.egresstls.lab.render.text;

import java.util.stream.Stream;

/**
 * Labels in a column of their own, which is as wide as the longest of them in the language that is
 * spoken.
 *
 * @param columns how wide the column is, with the gap behind it
 */
public record LabelColumn(int columns) {
  /**
   * A group of labels.
   *
   * @param gap how many columns stay free behind the longest
   */
  public static LabelColumn of(int gap, String... labels) {
    return new LabelColumn(gap + Stream.of(labels).mapToInt(Columns::of).max().orElse(0));
  }

  /** A line that begins with a label; what follows stands, and goes on, in the next column. */
  public Line line(int indent, String label) {
    return Line.of(indent, Role.QUIET, pad(label)).hanging(indent + columns);
  }

  /** A label and a text next to it. */
  public Line line(int indent, String label, String text) {
    return line(indent, label).and(Role.PLAIN, text);
  }

  /** A label, filled up to the width of the column; a blank follows one that is wider. */
  public String pad(String label) {
    return Columns.pad(label + (label.isEmpty() ? "" : " "), columns);
  }
}

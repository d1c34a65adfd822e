package dev.egresstls.lab.render.text;

import org.jline.utils.WCWidth;

/** Counts terminal columns: most characters take one, East Asian ones two, combining ones none. */
public final class Columns {
  private Columns() {}

  /** How many columns a text takes; escape sequences are not expected in it. */
  public static int of(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      columns += point < 127 ? 1 : Math.max(0, WCWidth.wcwidth(point));
      i += Character.charCount(point);
    }
    return columns;
  }

  /** The text, filled up with blanks to a number of columns. */
  public static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /** The text, cut so that it takes no more than a number of columns; a cut ends in {@code …}. */
  public static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int taken = 0;
    for (int point : text.codePoints().toArray()) {
      taken += Math.max(0, WCWidth.wcwidth(point));
      if (taken > columns - 1) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return columns < 1 ? "" : kept + "…";
  }
}

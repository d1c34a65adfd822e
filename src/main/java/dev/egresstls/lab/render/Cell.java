package dev.egresstls.lab.render;

import dev.egresstls.lab.render.text.Columns;
import java.util.ArrayList;
import java.util.List;

/** Breaks a text into rows of a cell: at blanks, else behind a sign that divides names. */
final class Cell {
  private static final String DIVIDES = "|/,._-";

  private Cell() {}

  /** The rows, none wider than the cell; one empty row for an empty text. */
  static List<String> rows(String text, int columns) {
    List<String> rows = new ArrayList<>();
    String rest = text.strip();
    while (Columns.of(rest) > columns) {
      int end = end(rest, columns);
      rows.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    rows.add(rest);
    return rows;
  }

  /** Where the first row of a text that is too wide ends; at least one character is taken. */
  private static int end(String text, int columns) {
    int fits = fits(text, columns);
    int blank = text.lastIndexOf(' ', fits);
    if (blank > 0) {
      return blank;
    }
    for (int i = fits; i > fits / 2; i--) {
      if (DIVIDES.indexOf(text.charAt(i - 1)) >= 0) {
        return i;
      }
    }
    return fits;
  }

  private static int fits(String text, int columns) {
    int end = 0;
    int taken = 0;
    while (end < text.length()) {
      int next = end + Character.charCount(text.codePointAt(end));
      taken += Columns.of(text.substring(end, next));
      if (taken > columns && end > 0) {
        break;
      }
      end = next;
    }
    return end;
  }
}

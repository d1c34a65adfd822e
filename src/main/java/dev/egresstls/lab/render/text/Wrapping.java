package dev.egresstls.lab.render.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks a row of spans at blanks; a word that is wider than the room for it is cut in two. */
final class Wrapping {
  private final int indent;
  private final int hang;
  private final int columns;
  private final List<List<Span>> rows = new ArrayList<>();
  private List<Span> row = new ArrayList<>();
  private int taken;
  private int limit;
  private boolean begun;

  Wrapping(int indent, int hang, int columns) {
    this.indent = indent;
    this.hang = hang;
    this.columns = columns;
  }

  /** The rows; the first leaves {@code noteColumns} free at its end. */
  List<List<Span>> wrap(List<Span> spans, int noteColumns) {
    limit = Math.max(indent + 1, columns - noteColumns);
    open(indent);
    for (Span span : spans) {
      for (String piece : pieces(span.text())) {
        put(span.role(), piece);
      }
    }
    rows.add(row);
    return rows;
  }

  private void open(int free) {
    row = new ArrayList<>();
    taken = free;
    begun = false;
    if (free > 0) {
      row.add(new Span(Role.PLAIN, " ".repeat(free)));
    }
  }

  private void put(Role role, String piece) {
    String rest = piece;
    if (taken + Columns.of(rest) > limit && begun) {
      if (rest.isBlank()) {
        breakRow();
        return;
      }
      breakRow();
    }
    if (rest.isBlank() && !begun && !rows.isEmpty()) {
      return;
    }
    while (taken + Columns.of(rest) > limit) {
      int fits = Math.max(1, limit - taken);
      int end = rest.offsetByCodePoints(0, Math.min(fits, rest.codePointCount(0, rest.length())));
      if (end >= rest.length()) {
        break;
      }
      row.add(new Span(role, rest.substring(0, end)));
      rest = rest.substring(end);
      breakRow();
    }
    row.add(new Span(role, rest));
    taken += Columns.of(rest);
    begun = begun || !rest.isBlank();
  }

  private void breakRow() {
    rows.add(row);
    limit = columns;
    open(hang);
  }

  /** Words and the blanks between them. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length() || (text.charAt(i) == ' ') != (text.charAt(i - 1) == ' ')) {
        pieces.add(text.substring(from, i));
        from = i;
      }
    }
    return pieces;
  }
}

package dev.egresstls.lab.render.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks a row of spans at blanks. A word that is wider than the room for it is cut in two, unless
 * words are kept whole: a path that is read aloud or copied must not be cut.
 */
final class Wrapping {
  private static final String SIGNS = "./|_,:;=&?";

  private final int indent;
  private final int hang;
  private final int columns;
  private final List<List<Span>> rows = new ArrayList<>();
  private List<Span> row = new ArrayList<>();
  private int taken;
  private int limit;
  private boolean begun;

  private final boolean whole;

  Wrapping(int indent, int hang, int columns, boolean whole) {
    this.whole = whole;
    this.indent = indent;
    this.hang = hang;
    this.columns = columns;
  }

  /** The rows; the first leaves {@code noteColumns} free at its end. */
  List<List<Span>> wrap(List<Span> spans, int noteColumns) {
    limit = Math.max(indent + 1, columns - noteColumns);
    open(indent);
    List<Span> word = new ArrayList<>();
    for (Span span : spans) {
      for (String piece : pieces(span.text())) {
        if (piece.isBlank()) {
          putWord(word);
          put(span, piece);
        } else {
          word.add(span.text(piece));
        }
      }
    }
    putWord(word);
    rows.add(row);
    return rows;
  }

  /** A word of several spans, such as a name and the full stop behind it, is not broken there. */
  private void putWord(List<Span> word) {
    int columns = 0;
    for (Span span : word) {
      columns += Columns.of(span.text());
    }
    if (taken + columns > limit && begun && hang + columns <= this.columns) {
      breakRow();
    }
    for (Span span : word) {
      put(span, span.text());
    }
    word.clear();
  }

  private void open(int free) {
    row = new ArrayList<>();
    taken = free;
    begun = false;
    if (free > 0) {
      row.add(new Span(Role.PLAIN, " ".repeat(free)));
    }
  }

  private void put(Span span, String piece) {
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
    while (!whole && taken + Columns.of(rest) > limit) {
      int end = cut(rest, Math.max(1, limit - taken));
      if (end >= rest.length()) {
        break;
      }
      row.add(span.text(rest.substring(0, end)));
      rest = rest.substring(end);
      breakRow();
    }
    row.add(span.text(rest));
    taken += Columns.of(rest);
    begun = begun || !rest.isBlank();
  }

  /**
   * Where a word that is too wide is cut: behind a sign inside it, if one is in the second half of
   * what fits, as in the long names of clusters; else where the room ends. At least one character
   * fits.
   */
  private static int cut(String word, int room) {
    int end = 0;
    int columns = 0;
    int sign = 0;
    while (end < word.length()) {
      int point = word.codePointAt(end);
      columns += Columns.of(Character.toString(point));
      if (columns > room && end > 0) {
        break;
      }
      end += Character.charCount(point);
      if (columns * 2 > room && SIGNS.indexOf(point) >= 0) {
        sign = end;
      }
    }
    return end < word.length() && sign > 0 ? sign : end;
  }

  private void breakRow() {
    int last = row.size() - 1;
    if (begun && row.get(last).text().isBlank()) {
      row.remove(last);
    }
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

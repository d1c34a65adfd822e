package dev.egresstls.lab.render.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays lines out on a terminal of a certain width: wraps at blanks, indents what is wrapped, and
 * puts the right-hand note into the last column, or, where it is too narrow, after the text.
 */
public final class Layout {
  /** Below this width indents are halved, so that something can be read in 20 columns. */
  private static final int NARROW = 40;

  private static final int NARROWEST = 10;
  private static final int WIDEST = 120;

  private final Theme theme;
  private final int columns;

  /**
   * A layout.
   *
   * @param columns the terminal's width; 0 if it is not known, then 80
   */
  public Layout(Theme theme, int columns) {
    this.theme = theme;
    this.columns = Math.max(NARROWEST, Math.min(columns <= 0 ? 80 : columns, WIDEST));
  }

  /** How wide the text is: the terminal's width, but never more than one can read. */
  public int columns() {
    return columns;
  }

  /**
   * Rows of text with colours. None is wider than the terminal but exact ones and, for a screen
   * reader, those of one long word.
   */
  public List<String> rows(Line line) {
    if (line.exact()) {
      return List.of(
          " ".repeat(indent(line.indent())) + paint(line.spans().get(0).role(), text(line)));
    }
    String note = theme.spell(line.right());
    int noteColumns = note.isEmpty() ? 0 : Columns.of(note) + 2;
    Wrapping wrapping =
        new Wrapping(indent(line.indent()), indent(line.hang()), columns, theme.spoken());
    List<List<Span>> rows = wrapping.wrap(spelled(line), noteColumns);
    List<String> painted = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      painted.add(row(rows.get(i), i == 0 ? note : ""));
    }
    return painted;
  }

  /** A line in one row; what there is no room for is cut, and the cut shown. */
  public String cut(Line line) {
    int left = columns - indent(line.indent());
    StringBuilder row = new StringBuilder(" ".repeat(indent(line.indent())));
    for (Span span : joined(spelled(line))) {
      String text = theme.spell(Columns.cut(span.text().replace('\u00a0', ' '), left));
      row.append(paint(span.role(), Columns.of(text) > left ? text.substring(0, left) : text));
      left -= Columns.of(text);
      if (left <= 0) {
        break;
      }
    }
    return row.toString();
  }

  /** The rows of several lines. */
  public List<String> rows(List<Line> lines) {
    return lines.stream().flatMap(line -> rows(line).stream()).toList();
  }

  private int indent(int wanted) {
    if (columns >= NARROW) {
      return Math.min(wanted, columns / 2);
    }
    return Math.min((wanted + 1) / 2, columns / 4);
  }

  private String paint(Role role, String text) {
    return theme.paint(role, text);
  }

  private static String text(Line line) {
    StringBuilder text = new StringBuilder();
    line.spans().forEach(span -> text.append(span.text()));
    return text.toString();
  }

  private List<Span> spelled(Line line) {
    List<Span> spans = theme.links() ? line.spans() : Addresses.inClear(line.spans());
    return spans.stream().map(span -> span.text(theme.spell(span.text()))).toList();
  }

  private String row(List<Span> spans, String note) {
    StringBuilder row = new StringBuilder();
    int taken = 0;
    for (Span span : joined(spans)) {
      // U+00A0 has kept words together; now it is a blank like any other.
      row.append(theme.paint(span.text(span.text().replace('\u00a0', ' '))));
      taken += span.columns();
    }
    if (note.isEmpty()) {
      return row.toString().stripTrailing();
    }
    int gap = Math.max(1, columns - taken - Columns.of(note));
    return row + " ".repeat(gap) + paint(Role.QUIET, note);
  }

  /** Neighbours of one role and link as one span, so that few sequences are written. */
  private static List<Span> joined(List<Span> spans) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).looksLike(span)) {
        joined.set(last, span.text(joined.get(last).text() + span.text()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }
}

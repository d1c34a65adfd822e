package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays hops out: side by side where there is room, else the second text below the first. A row that
 * differs carries a sign and a word, so that it reads without colour.
 */
public final class HopTable {
  private static final String SIGN = "≠ ";
  private static final int INDENT = 2;
  private static final int HOP = 11;
  private static final int GAP = 2;
  private static final int WIDEST = 120;
  private static final int ROOM_FOR_NOTES = 90;
  private static final int ROOM_FOR_TWO = 90;
  private static final int MOST_LEFT = 32;
  private static final int MOST_TITLE = 24;
  private static final int BELOW = 6;

  private final Theme theme;
  private final int columns;

  /**
   * A table.
   *
   * @param columns the terminal's width; 0 if it is not known, then 80
   */
  public HopTable(Theme theme, int columns) {
    this.theme = theme;
    this.columns = columns <= 0 ? 80 : Math.min(columns, WIDEST);
  }

  /** One way: what stands at each hop, and why. */
  public List<Line> noted(List<HopRow> rows) {
    List<Line> lines = new ArrayList<>();
    int widest = rows.stream().mapToInt(row -> width(row.left())).max().orElse(0);
    int left = Math.min(widest, MOST_LEFT);
    for (int i = 0; i < rows.size(); i++) {
      Line head = head(Line.at(INDENT), i + 1, rows.get(i), hop(rows));
      lines.addAll(
          columns < ROOM_FOR_NOTES
              ? notedBelow(head, rows.get(i))
              : cells(head, rows.get(i), left, columns));
    }
    return lines;
  }

  private int width(String text) {
    return Columns.of(theme.spell(text));
  }

  private static Line head(Line before, int number, HopRow row, int hop) {
    int begin = before.indent() + before.spans().stream().mapToInt(s -> s.columns()).sum();
    Role role = row.marked() ? Role.WARNING : Role.QUIET;
    return before.and(role, number + " " + row.hop()).to(begin + 2 + hop);
  }

  /** How wide the column is that says what station it is. */
  private static int hop(List<HopRow> rows) {
    int more = String.valueOf(rows.size()).length() - 1;
    return more
        + Math.max(
            HOP,
            LabelColumn.of(1, rows.stream().map(HopRow::hop).toArray(String[]::new)).columns());
  }

  private List<Line> notedBelow(Line head, HopRow row) {
    List<Line> lines = new ArrayList<>();
    lines.add(head.and(Role.STRESS, row.left()).hanging(BELOW));
    lines.add(Line.of(BELOW, Role.PLAIN, row.right()));
    row.more().forEach(more -> lines.add(Line.of(BELOW, Role.QUIET, more)));
    return lines;
  }

  /** Both texts in neighbouring cells, and what is below a row where it has room. */
  private List<Line> cells(Line head, HopRow row, int leftColumns, int end) {
    int first = INDENT + head.spans().stream().mapToInt(s -> s.columns()).sum();
    int second = first + leftColumns + GAP;
    List<String> left = Cell.rows(theme.spell(row.left()), leftColumns);
    List<String> right = Cell.rows(theme.spell(row.right()), Math.max(1, end - second));
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      Line line = i == 0 ? head : Line.at(INDENT).to(first);
      line = line.and(Role.STRESS, i < left.size() ? left.get(i) : "").to(second);
      lines.add(line.and(Role.PLAIN, i < right.size() ? right.get(i) : ""));
    }
    row.more().forEach(more -> lines.addAll(below(theme.spell(more), first, second, end)));
    return lines;
  }

  /** In the second cell if it fits there whole, else from the first on. */
  private static List<Line> below(String text, int first, int second, int end) {
    int from = Columns.of(text) <= end - second ? second : first;
    return Cell.rows(text, Math.max(1, end - from)).stream()
        .map(one -> Line.at(INDENT).to(from).and(Role.QUIET, one))
        .toList();
  }

  /**
   * Two ways compared; rows that differ are marked.
   *
   * @param first what the first way is called
   * @param second what the second is called
   */
  public List<Line> beside(String first, String second, List<HopRow> rows) {
    List<Line> lines = new ArrayList<>();
    String sign = theme.spell(SIGN);
    int begin = INDENT + Columns.of(sign) + 2 + hop(rows);
    String differs = say("render.route.differs");
    int end = columns - GAP - Columns.of(differs);
    int half = (end - begin - GAP) / 2;
    boolean room = columns >= ROOM_FOR_TWO;
    if (room) {
      HopRow titles = HopRow.of("", first, second, false);
      lines.addAll(cells(Line.at(INDENT).to(begin), titles, half, end));
    }
    for (int i = 0; i < rows.size(); i++) {
      HopRow row = rows.get(i);
      String mark = row.marked() ? sign : " ".repeat(Columns.of(sign));
      Line head = head(Line.of(INDENT, Role.WARNING, mark), i + 1, row, hop(rows));
      List<Line> shown =
          new ArrayList<>(room ? cells(head, row, half, end) : stacked(head, first, second, row));
      if (row.marked()) {
        shown.set(0, shown.get(0).right(differs));
      }
      lines.addAll(shown);
    }
    return lines;
  }

  private List<Line> stacked(Line head, String first, String second, HopRow row) {
    List<Line> lines = new ArrayList<>();
    if (row.marked()) {
      int titles = Math.max(width(first), width(second));
      lines.add(head);
      lines.addAll(titled(first, titles, row.left()));
      lines.addAll(titled(second, titles, row.right()));
    } else {
      lines.add(head.and(Role.PLAIN, row.left()).hanging(BELOW));
    }
    row.more().forEach(more -> lines.add(Line.of(BELOW, Role.QUIET, more)));
    return lines;
  }

  private List<Line> titled(String title, int titles, String text) {
    Line line = Line.of(BELOW, Role.QUIET, title);
    int column = BELOW + titles + GAP;
    if (titles > MOST_TITLE || columns - column < MOST_TITLE) {
      return List.of(line, Line.of(BELOW + 2, Role.PLAIN, text));
    }
    List<Line> lines = new ArrayList<>();
    for (String one : Cell.rows(theme.spell(text), columns - column)) {
      Line begin = lines.isEmpty() ? line : Line.at(BELOW);
      lines.add(begin.to(column).and(Role.PLAIN, one));
    }
    return lines;
  }
}

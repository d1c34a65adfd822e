package dev.egresstls.lab.app.objects;

import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.value.Neutral;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table as lines: rows below their titles where the terminal is wide enough, else a block for
 * each row.
 *
 * @param titles at least one
 * @param rows as many cells each
 */
record TableLines(List<String> titles, List<List<String>> rows) {
  private static final int INDENT = 2;
  private static final int GAP = 3;

  TableLines {
    titles = titles.stream().map(one -> Neutral.line(one).toUpperCase(Locale.ROOT)).toList();
    rows = rows.stream().map(row -> row.stream().map(Neutral::line).toList()).toList();
  }

  List<Line> lines(int columns) {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      int column = i;
      int cells = rows.stream().mapToInt(row -> Columns.of(row.get(column))).max().orElse(0);
      widths.add(Math.max(cells, Columns.of(titles.get(i))));
    }
    int all = INDENT + widths.stream().mapToInt(one -> one + GAP).sum() - GAP;
    if (all > (columns <= 0 ? 80 : columns)) {
      return blocks();
    }
    List<Line> lines = new ArrayList<>(List.of(exact(Role.QUIET, titles, widths)));
    rows.forEach(row -> lines.add(exact(Role.PLAIN, row, widths)));
    return lines;
  }

  /** One row is one line whatever the layout thinks of its width: it was measured here. */
  private static Line exact(Role role, List<String> cells, List<Integer> widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      text.append(Columns.pad(cells.get(i), widths.get(i) + GAP));
    }
    return new Line(
        INDENT, INDENT, List.of(new Span(role, text.toString().stripTrailing())), "", true);
  }

  private List<Line> blocks() {
    int labels = titles.stream().skip(1).mapToInt(Columns::of).max().orElse(0);
    int second = INDENT + 2 + labels + 2;
    List<Line> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(Line.of(INDENT, Role.CODE, row.get(0)).hanging(INDENT + 2));
      for (int i = 1; i < titles.size(); i++) {
        if (!row.get(i).isEmpty()) {
          lines.add(
              Line.of(INDENT + 2, Role.QUIET, titles.get(i))
                  .to(second)
                  .and(Role.PLAIN, row.get(i))
                  .hanging(second));
        }
      }
    }
    return lines;
  }
}

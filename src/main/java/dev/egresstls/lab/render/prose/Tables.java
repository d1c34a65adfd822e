package dev.egresstls.lab.render.prose;

import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Node;

/** A table with columns as wide as their widest cell; the last one may be wrapped. */
final class Tables {
  private static final int GAP = 2;

  private Tables() {}

  static List<Line> lines(Node table, int indent) {
    List<List<TableCell>> rows = new ArrayList<>();
    collect(table, rows);
    List<Line> lines = new ArrayList<>();
    for (List<TableCell> row : rows) {
      lines.add(line(row, widths(rows), indent));
    }
    return lines;
  }

  private static void collect(Node node, List<List<TableCell>> rows) {
    if (node.getFirstChild() instanceof TableCell) {
      List<TableCell> row = new ArrayList<>();
      for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
        row.add((TableCell) cell);
      }
      rows.add(row);
      return;
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      collect(child, rows);
    }
  }

  private static List<Integer> widths(List<List<TableCell>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<TableCell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int columns = Columns.of(Inline.text(row.get(i)));
        if (i == widths.size()) {
          widths.add(columns);
        } else {
          widths.set(i, Math.max(widths.get(i), columns));
        }
      }
    }
    return widths;
  }

  private static Line line(List<TableCell> cells, List<Integer> widths, int indent) {
    Line line = Line.at(indent);
    int column = indent;
    for (int i = 0; i < cells.size(); i++) {
      TableCell cell = cells.get(i);
      for (Span span : Inline.of(cell, cell.isHeader() ? Role.QUIET : Role.PLAIN)) {
        line = line.and(span);
      }
      if (i < cells.size() - 1) {
        column += widths.get(i) + GAP;
        line = line.to(column);
      }
    }
    return line.hanging(column);
  }
}

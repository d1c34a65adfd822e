package dev.egresstls.lab.render.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Node;

/**
 * A table with columns as wide as their widest cell; the last one may be wrapped. Where that leaves
 * too little room, each row is printed on its own: its first cell, and below it the others, all
 * behind the names of their columns.
 */
final class TableBlocks {
  private static final int GAP = 2;

  /** Less room for the last column reads badly. */
  private static final int LAST = 16;

  private TableBlocks() {}

  static List<Line> lines(Node table, int indent, int columns) {
    List<List<TableCell>> rows = new ArrayList<>();
    collect(table, rows);
    List<Integer> widths = widths(rows);
    if (!fits(widths, columns - indent)) {
      return oneByOne(rows, indent);
    }
    List<Line> lines = new ArrayList<>();
    for (List<TableCell> row : rows) {
      lines.add(line(row, widths, indent));
    }
    return lines;
  }

  private static boolean fits(List<Integer> widths, int room) {
    int last = widths.get(widths.size() - 1);
    int before = widths.stream().mapToInt(width -> width + GAP).sum() - last - GAP;
    return before + Math.min(last, LAST) <= room;
  }

  private static List<Line> oneByOne(List<List<TableCell>> rows, int indent) {
    List<TableCell> head = rows.get(0);
    List<Line> lines = new ArrayList<>();
    for (List<TableCell> row : rows.subList(1, rows.size())) {
      lines.add(cell(first(head.get(0), indent), row.get(0), Role.STRESS).hanging(indent + GAP));
      for (int i = 1; i < row.size(); i++) {
        Line named = cell(Line.at(indent + GAP), head.get(i), Role.QUIET).and(Role.QUIET, "  ");
        lines.add(cell(named, row.get(i), Role.PLAIN).hanging(indent + 2 * GAP));
      }
    }
    return lines;
  }

  private static Line first(TableCell name, int indent) {
    Line line = Line.at(indent);
    return Inline.text(name).isEmpty() ? line : cell(line, name, Role.QUIET).and(Role.QUIET, "  ");
  }

  private static Line cell(Line before, TableCell cell, Role role) {
    Line line = before;
    for (Span span : Inline.of(cell, role)) {
      line = line.and(span);
    }
    return line;
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
      line = cell(line, cell, cell.isHeader() ? Role.QUIET : Role.PLAIN);
      if (i < cells.size() - 1) {
        column += widths.get(i) + GAP;
        line = line.to(column);
      }
    }
    return line.hanging(column);
  }
}

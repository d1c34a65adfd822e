package dev.egresstls.lab.app.query;

import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.ArrayList;
import java.util.List;

/** Which cluster it is, as lines. */
public final class WhereLines {
  private static final int INDENT = 2;
  private static final int GAP = 2;

  private WhereLines() {}

  /** The cluster with what runs in it, and what is to be said about that. */
  public static List<Line> of(LaunchBanner banner, int columns) {
    List<Line> lines =
        new ArrayList<>(pair(Role.PLAIN, banner.where(), banner.versions().orElse(""), columns));
    banner.note().ifPresent(note -> lines.add(Line.of(INDENT, Role.QUIET, note)));
    return lines;
  }

  /** Two texts at both ends of a line, or below each other where there is no room. */
  public static List<Line> pair(Role role, String left, String right, int columns) {
    Line line = Line.of(INDENT, role, left);
    if (right.isEmpty()) {
      return List.of(line);
    }
    if (INDENT + line.spans().get(0).columns() + GAP + Columns.of(right) > columns) {
      return List.of(line, Line.of(INDENT, Role.QUIET, right));
    }
    return List.of(line.right(right));
  }
}

package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.render.StepRow;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.launch.LaunchBanner;
import java.util.ArrayList;
import java.util.List;

/** What a session opens with. */
public final class Banner {
  private static final int INDENT = 2;
  private static final int GAP = 2;

  private Banner() {}

  public static List<Line> of(LaunchBanner banner, int columns) {
    List<Line> lines = new ArrayList<>(title(banner, columns));
    lines.addAll(where(banner, columns));
    return lines;
  }

  /** The lab's title and size, after an empty line; with its track, if that is settled. */
  static List<Line> title(LaunchBanner banner, int columns) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    int steps = banner.page().labels().size();
    int minutes = banner.page().minutes();
    // Which track it is follows from the cluster, unless that is the lab's own.
    String size =
        banner.settled()
            ? say("shell.banner.size", banner.page().track(), steps, minutes)
            : say("shell.banner.size-alone", steps, minutes);
    lines.addAll(pair(Role.TITLE, banner.page().title(), size, columns));
    return lines;
  }

  /** Which track of the lab it is. */
  static Line track(LaunchBanner banner) {
    return Line.of(INDENT, Role.QUIET, say("shell.banner.track", banner.page().track()));
  }

  /** Which cluster it is, and what is to be said about that. */
  public static List<Line> where(LaunchBanner banner, int columns) {
    List<Line> lines =
        new ArrayList<>(pair(Role.PLAIN, banner.where(), banner.versions().orElse(""), columns));
    banner.note().ifPresent(note -> lines.add(Line.of(INDENT, Role.QUIET, note)));
    return lines;
  }

  private static List<Line> pair(Role role, String left, String right, int columns) {
    Line line = Line.of(INDENT, role, left);
    if (right.isEmpty()) {
      return List.of(line);
    }
    if (INDENT + line.spans().get(0).columns() + GAP + Columns.of(right) > columns) {
      return List.of(line, Line.of(INDENT, Role.QUIET, right));
    }
    return List.of(line.right(right));
  }

  /** The row of steps between two empty lines. */
  public static List<Line> row(Theme theme, LaunchBanner banner, List<StepState> states) {
    return List.of(Line.EMPTY, StepRow.of(theme, banner.page().labels(), states), Line.EMPTY);
  }

  /** What to type first. */
  static List<Line> hint() {
    return List.of(
        Line.at(INDENT)
            .say(
                "shell.banner.hint",
                new Span(Role.CODE, say("shell.banner.enter")),
                new Span(Role.CODE, "show"),
                new Span(Role.CODE, "help"))
            .toned(Role.QUIET),
        Line.EMPTY);
  }
}

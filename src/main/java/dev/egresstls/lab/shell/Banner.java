package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.app.query.WhereLines;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.render.StepRow;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.render.text.Theme;
import java.util.ArrayList;
import java.util.List;

/** What a session opens with. */
public final class Banner {
  private static final int INDENT = 2;

  private Banner() {}

  public static List<Line> of(LaunchBanner banner, int columns) {
    List<Line> lines = new ArrayList<>(title(banner, columns));
    lines.addAll(WhereLines.of(banner, columns));
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
    lines.addAll(WhereLines.pair(Role.TITLE, banner.page().title(), size, columns));
    return lines;
  }

  /** Which track of the lab it is. */
  static Line track(LaunchBanner banner) {
    return Line.of(INDENT, Role.QUIET, say("shell.banner.track", banner.page().track()));
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

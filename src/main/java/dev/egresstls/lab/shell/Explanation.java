package dev.egresstls.lab.shell;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.prose.Prose;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A step explained: its prose, the tutorial's own command, and what the lab will do. */
public final class Explanation {
  private static final int INDENT = 5;

  private Explanation() {}

  /**
   * The lines of it. The command by hand is exact, so that it can be copied.
   *
   * @param fill puts values in the place of <code>${name}</code>
   * @param does what the lab does, one line an action
   */
  public static List<Line> of(Lab lab, int number, UnaryOperator<String> fill, List<String> does) {
    Step step = lab.steps().get(number - 1);
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(2, Role.PLAIN, number + "  ").and(Role.TITLE, step.title()).hanging(INDENT));
    lines.addAll(Prose.lines(fill.apply(step.prose()), INDENT));
    lines.add(Line.EMPTY);
    lines.add(Line.of(INDENT, Role.QUIET, "by hand"));
    fill.apply(step.byHand())
        .stripTrailing()
        .lines()
        .forEach(row -> lines.add(row.isEmpty() ? Line.EMPTY : Line.code(INDENT, row)));
    lines.add(Line.EMPTY);
    lines.add(Line.of(INDENT, Role.QUIET, "the lab"));
    does.forEach(one -> lines.add(Line.of(INDENT, Role.PLAIN, one).hanging(INDENT + 2)));
    lines.add(Line.EMPTY);
    return lines;
  }
}

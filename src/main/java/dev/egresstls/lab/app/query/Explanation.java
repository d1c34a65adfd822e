package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A step explained: why, what the lab will do, and the tutorial's own command. */
public final class Explanation {
  private static final int INDENT = 5;

  private Explanation() {}

  /**
   * The lines of it. The command by hand is exact and begins in the first column, so that it can be
   * copied: a here-document that is set in does not end.
   *
   * @param fill puts values in the place of <code>${name}</code>
   * @param does what the lab does, one line an action
   * @param columns the terminal's width
   */
  public static List<Line> of(
      Lab lab, int number, UnaryOperator<String> fill, List<String> does, int columns) {
    Step step = lab.steps().get(number - 1);
    List<Line> lines = new ArrayList<>();
    lines.add(title(number, step));
    lines.addAll(Prose.lines(fill.apply(step.prose()), INDENT, columns));
    lines.add(Line.EMPTY);
    lines.add(Line.of(INDENT, Role.QUIET, say("shell.page.the-lab")));
    does.forEach(one -> lines.add(Line.of(INDENT, Role.PLAIN, one).hanging(INDENT + 2)));
    lines.add(Line.EMPTY);
    lines.add(Line.of(INDENT, Role.QUIET, say("shell.page.by-hand")));
    fill.apply(step.byHand())
        .stripTrailing()
        .lines()
        .forEach(row -> lines.add(row.isEmpty() ? Line.EMPTY : Line.code(0, row)));
    lines.add(Line.EMPTY);
    return lines;
  }

  private static Line title(int number, Step step) {
    Line title = Line.of(2, Role.PLAIN, number + "  ").and(Role.TITLE, step.title());
    int minutes = step.classroom().minutes();
    return (minutes > 0 ? title.and(Role.QUIET, " · " + say("shell.page.minutes", minutes)) : title)
        .hanging(INDENT);
  }

  /**
   * What a trainer should know of a step; none if the author says nothing.
   *
   * @param fill puts values in the place of <code>${name}</code>
   */
  public static List<Line> forTrainer(Step step, UnaryOperator<String> fill, int columns) {
    List<Line> lines = new ArrayList<>();
    step.classroom()
        .trainer()
        .ifPresent(
            notes -> {
              lines.add(Line.of(INDENT, Role.QUIET, say("shell.page.trainer")));
              lines.addAll(Prose.lines(fill.apply(notes), INDENT, columns));
              lines.add(Line.EMPTY);
            });
    return lines;
  }
}

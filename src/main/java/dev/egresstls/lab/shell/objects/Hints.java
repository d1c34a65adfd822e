package dev.egresstls.lab.shell.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.shell.StepNumber;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import java.util.ArrayList;
import java.util.List;

/** The hints of a step, one after the other: the last is the solution. */
public final class Hints {
  private static final int INDENT = 5;

  private Hints() {}

  /**
   * The next hint of the step that is named, else of the one that is due.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is no such step
   */
  public static List<Line> of(LaunchedRun open, int columns, PromptWords words) {
    LabRun run = open.run();
    int number =
        words.first().map(typed -> StepNumber.of(run.lab(), typed)).orElse(run.session().due());
    if (number > run.session().total()) {
      return List.of(Line.at(2).say("shell.hint.no-step", new Span(Role.CODE, "hint N")));
    }
    Step step = run.lab().steps().get(number - 1);
    if (step.hints().isEmpty()) {
      return List.of(Line.of(2, Role.PLAIN, say("shell.hint.none", number, step.title())));
    }
    return next(run, number, step, columns);
  }

  private static List<Line> next(LabRun run, int number, Step step, int columns) {
    int all = step.hints().size();
    int shown = run.session().hints(number);
    int one = Math.min(shown, all - 1) + 1;
    List<Line> lines = new ArrayList<>();
    if (shown >= all) {
      lines.add(Line.of(2, Role.PLAIN, say("shell.hint.last", number)));
    } else {
      run.hinted(number);
    }
    String which =
        one == all ? say("shell.hint.solution", one, all) : say("shell.hint.which", one, all);
    lines.add(
        Line.of(2, Role.TITLE, which)
            .and(Role.QUIET, " · " + number + " " + step.title())
            .hanging(INDENT));
    lines.addAll(Prose.lines(run.vars().show(step.hints().get(one - 1)), INDENT, columns));
    return lines;
  }
}

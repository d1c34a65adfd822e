package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hints of a step, one after the other: the last is the solution. */
public final class Hints {
  private static final int INDENT = 5;

  private Hints() {}

  /**
   * A hint of the step that is named, else of the one that is due: the one that is asked for, else
   * the next one of this session.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is no such step or hint
   */
  public static Answer of(LaunchedRun open, CommandWords words) {
    LabRun run = open.run();
    int number =
        words.first().map(typed -> StepNumber.of(run.lab(), typed)).orElse(run.session().due());
    if (number > run.session().total()) {
      return sentence(Line.at(2).say("shell.hint.no-step", new Span(Role.CODE, "hint N")));
    }
    Step step = run.lab().steps().get(number - 1);
    if (step.hints().isEmpty()) {
      return sentence(Line.of(2, Role.PLAIN, say("shell.hint.none", number, step.title())));
    }
    int all = step.hints().size();
    int shown = run.session().hints(number);
    Optional<Integer> wanted = words.option(Flag.NTH).map(typed -> nth(typed, all));
    int one = wanted.orElse(Math.min(shown, all - 1) + 1);
    boolean again = wanted.isEmpty() && shown >= all;
    if (one > shown) {
      run.hinted(number);
    }
    String text = run.vars().show(step.hints().get(one - 1));
    return Answer.of(
        (theme, columns) -> lines(number, step, one, again, Prose.lines(text, INDENT, columns)),
        () -> document(number, step, one, text));
  }

  private static Answer sentence(Line line) {
    return new Answer((theme, columns) -> List.of(line), Optional.empty(), 0);
  }

  private static int nth(String typed, int all) {
    if (typed.matches("[1-9]") && Integer.parseInt(typed) <= all) {
      return Integer.parseInt(typed);
    }
    throw Problem.of(
            Problem.Kind.USAGE, say("shell.hint.no-number", typed), say("shell.logs.number", all))
        .failure();
  }

  private static List<Line> lines(int number, Step step, int one, boolean again, List<Line> prose) {
    int all = step.hints().size();
    List<Line> lines = new ArrayList<>();
    if (again) {
      lines.add(Line.of(2, Role.PLAIN, say("shell.hint.last", number)));
    }
    String which =
        one == all ? say("shell.hint.solution", one, all) : say("shell.hint.which", one, all);
    lines.add(
        Line.of(2, Role.TITLE, which)
            .and(Role.QUIET, " · " + number + " " + step.title())
            .hanging(INDENT));
    lines.addAll(prose);
    return lines;
  }

  private static Tree document(int number, Step step, int one, String text) {
    int all = step.hints().size();
    return Tree.object(
        "schemaVersion", Answer.SCHEMA_VERSION,
        "step", step.id(),
        "number", number,
        "hint", one,
        "hints", all,
        "solution", one == all,
        "text", text);
  }
}

package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
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
import java.util.stream.Collectors;

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
    StepReport report = run.reports().get(number - 1);
    List<String> hints = report.begun() ? step.hints() : toDo(run, report);
    if (hints.isEmpty()) {
      return sentence(Line.of(2, Role.PLAIN, say("shell.hint.none", number, step.title())));
    }
    int all = hints.size();
    int shown = run.session().hintsNow(number);
    Optional<Integer> wanted = words.option(Flag.NTH).map(typed -> nth(typed, all));
    int one = wanted.orElse(Math.min(shown, all - 1) + 1);
    boolean again = wanted.isEmpty() && shown >= all;
    if (one > shown) {
      run.hinted(number);
    }
    String text = run.vars().show(hints.get(one - 1));
    Nth nth = new Nth(number, step, one, all);
    return Answer.of(
        (theme, columns) -> lines(nth, again, Prose.lines(text, INDENT, columns)),
        () -> document(nth, text));
  }

  /** Which hint of how many it is. */
  private record Nth(int number, Step step, int one, int all) {}

  /**
   * Nothing has failed yet, so they help to do the step: what is missing, and two ways to do it.
   */
  private static List<String> toDo(LabRun run, StepReport report) {
    String missing =
        report.verdicts().stream()
            .flatMap(verdict -> verdict.gaps().stream())
            .map(gap -> "- " + gap.subject() + ": " + gap.sentence())
            .distinct()
            .collect(Collectors.joining("\n"));
    String does =
        run.describe(report.number()).stream()
            .map(one -> "- " + one)
            .collect(Collectors.joining("\n"));
    String byHand = report.step().byHand().stripTrailing();
    return List.of(
        missing.isEmpty()
            ? say("shell.hint.to-do", report.number())
            : say("shell.hint.missing", report.number(), missing),
        say("shell.hint.lab-does", does),
        say("shell.hint.by-hand", byHand));
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

  private static List<Line> lines(Nth nth, boolean again, List<Line> prose) {
    List<Line> lines = new ArrayList<>();
    if (again) {
      lines.add(Line.of(2, Role.PLAIN, say("shell.hint.last", nth.number())));
    }
    String which =
        nth.one() == nth.all()
            ? say("shell.hint.solution", nth.one(), nth.all())
            : say("shell.hint.which", nth.one(), nth.all());
    lines.add(
        Line.of(2, Role.TITLE, which)
            .and(Role.QUIET, " · " + nth.number() + " " + nth.step().title())
            .hanging(INDENT));
    lines.addAll(prose);
    return lines;
  }

  private static Tree document(Nth nth, String text) {
    return Tree.object(
        "schemaVersion", Answer.SCHEMA_VERSION,
        "step", nth.step().id(),
        "number", nth.number(),
        "hint", nth.one(),
        "hints", nth.all(),
        "solution", nth.one() == nth.all(),
        "text", text);
  }
}

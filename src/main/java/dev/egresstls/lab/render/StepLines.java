package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.event.Verdict.Fact;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Durations;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.render.text.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened to a step, for a terminal: one line for a step that holds, everything opened up for
 * one that does not.
 */
public final class StepLines {
  private static final int INDENT = 2;
  private static final int OPENED = 6;
  private static final int FACT_LABEL = 13;
  private static final int WIDE = 100;
  private static final int MIDDLE = 60;

  private final Theme theme;
  private final int columns;
  private final int titleColumns;

  /**
   * Lines for one lab.
   *
   * @param columns the terminal's width
   * @param steps the lab's steps: their titles decide where the second column begins
   */
  public StepLines(Theme theme, int columns, List<Step> steps) {
    this.theme = theme;
    this.columns = columns;
    this.titleColumns =
        steps.stream().mapToInt(step -> Columns.of(name(step))).max().orElse(20) + 2;
  }

  /** A step that holds. */
  public List<Line> held(Event.StepHeld event) {
    List<Line> lines = new ArrayList<>();
    String time =
        !event.already()
            ? Durations.text(event.elapsed())
            : event.sent() ? say("render.step.sent") : say("render.step.already");
    lines.addAll(headed(Mark.MET, event.number(), event.step(), says(event.verdicts()), time));
    if (!event.already()) {
      lines.addAll(facts(event.verdicts()));
    }
    return lines;
  }

  /** A step that does not hold. */
  public List<Line> broke(Event.StepBroke event) {
    List<Line> lines = new ArrayList<>();
    String time = event.elapsed().isZero() ? "" : Durations.text(event.elapsed());
    String count = redChecks(event.verdicts());
    lines.addAll(headed(Mark.UNMET, event.number(), event.step(), count, time));
    lines.addAll(gaps(event.verdicts()));
    return lines;
  }

  /** A step that is to do, and what it lacks. */
  public List<Line> toDo(int number, Step step, List<Verdict> verdicts) {
    List<Line> lines =
        new ArrayList<>(headed(Mark.TODO, number, step, say("shell.status.todo"), ""));
    lines.addAll(gaps(verdicts.stream().map(Verdict::withoutCause).toList()));
    return lines;
  }

  private static String redChecks(List<Verdict> verdicts) {
    long red = verdicts.stream().filter(verdict -> !verdict.met()).count();
    return verdicts.size() == 1
        ? say("render.step.fails")
        : count("render.step.fails", red, red, verdicts.size());
  }

  /** A step that held and no longer does, in one line. */
  public List<Line> regressed(Event.Regressed event) {
    return List.of(Breaks.line(theme.sign(Mark.UNMET), event));
  }

  /** A step that was broken and holds again. */
  public List<Line> recovered(Event.Recovered event) {
    String says = says(event.verdicts());
    String again = say("render.step.again");
    String text = says.isEmpty() ? again : again + " · " + says;
    return headed(Mark.MET, event.number(), event.step(), text, "");
  }

  /** A step that could not be done. */
  public List<Line> failed(int number, Step step, Problem problem, Duration elapsed) {
    String says = say("render.step.not-done");
    List<Line> lines =
        new ArrayList<>(headed(Mark.UNMET, number, step, says, Durations.text(elapsed)));
    lines.addAll(ProblemLines.of(problem, OPENED));
    return lines;
  }

  /** A step of which there is only one thing to say. */
  public List<Line> noted(Mark mark, int number, Step step, String text) {
    return headed(mark, number, step, text, "");
  }

  /** The last lines that a tool printed. */
  public static List<Line> output(List<String> printed) {
    return printed.stream()
        .map(line -> Line.of(OPENED, Role.QUIET, "│ ").and(Role.PLAIN, line).hanging(OPENED + 2))
        .toList();
  }

  private List<Line> headed(Mark mark, int number, Step step, String says, String time) {
    Line head =
        Line.at(INDENT)
            .and(theme.sign(mark))
            .and(Role.PLAIN, " " + number + " ")
            .and(Role.TITLE, name(step))
            .hanging(OPENED);
    if (says.isEmpty()) {
      return List.of(head.right(time));
    }
    int second = INDENT + theme.sign(mark).columns() + 3 + titleColumns;
    if (columns < MIDDLE) {
      return List.of(head.right(time), Line.of(OPENED, Role.PLAIN, says));
    }
    return List.of(head.to(second).and(Role.PLAIN, says).hanging(second).right(time));
  }

  /** Titles where there is room for them, else the words of the row of steps. */
  private String name(Step step) {
    return columns >= WIDE || columns < MIDDLE ? step.title() : step.label();
  }

  /** What holds, as the checks say it. */
  public static String says(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(Verdict::says)
        .filter(says -> !says.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  private static List<Line> facts(List<Verdict> verdicts) {
    List<Fact> facts = verdicts.stream().flatMap(one -> one.facts().stream()).toList();
    LabelColumn labels = LabelColumn.of(2, facts.stream().map(Fact::label).toArray(String[]::new));
    LabelColumn wide = new LabelColumn(Math.max(FACT_LABEL, labels.columns()));
    return facts.stream().map(fact -> wide.line(OPENED, fact.label(), fact.text())).toList();
  }

  /** Each difference one line, under the object that it was seen at; each cause once. */
  static List<Line> gaps(List<Verdict> verdicts) {
    List<Line> lines = new ArrayList<>();
    Set<Cause> causes = new LinkedHashSet<>();
    Set<Gap> told = new HashSet<>();
    String subject = "";
    for (Verdict verdict : verdicts) {
      for (Gap gap : verdict.gaps()) {
        if (told.add(gap)) {
          if (!gap.subject().equals(subject)) {
            subject = gap.subject();
            lines.add(Line.of(OPENED, Role.STRESS, subject));
          }
          lines.add(gap(gap));
        }
      }
      verdict.cause().ifPresent(causes::add);
      if (!verdict.met()) {
        lines.addAll(facts(List.of(verdict)));
      }
    }
    causes.forEach(cause -> lines.addAll(cause(cause)));
    lines.addAll(tries(verdicts));
    return lines;
  }

  private static List<Line> tries(List<Verdict> verdicts) {
    return verdicts.stream()
        .flatMap(verdict -> verdict.problem().stream())
        .flatMap(problem -> problem.tries().stream())
        .distinct()
        .map(way -> CauseLines.LABELS.line(OPENED, say("render.label.try"), way))
        .toList();
  }

  private static List<Line> cause(Cause cause) {
    Line because = CauseLines.LABELS.line(OPENED, say("render.label.cause"), cause.because());
    return List.of(because, CauseLines.fix(cause));
  }

  private static Line gap(Gap gap) {
    Line line =
        Line.of(OPENED + 2, Role.CODE, gap.path())
            .and(Role.PLAIN, gap.path().isEmpty() ? "" : "  ")
            .say("render.gap", new Span(Role.MET, gap.expected()), new Span(Role.UNMET, gap.saw()))
            .hanging(OPENED + 4);
    return gap.changedBy()
        .map(who -> line.and(Role.QUIET, " · " + say("render.gap.by", who)))
        .orElse(line);
  }
}

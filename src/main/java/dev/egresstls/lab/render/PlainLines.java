package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Durations;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.render.text.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happened, for files and pipes: a word first, no colours, one line a step that holds. */
public final class PlainLines implements Event.Cases<List<String>> {
  private static final int OUTPUT_KEPT = 10;
  private static final int SAYS = 68;
  private static final int WIDTH = 100;
  private static final int LABEL = 13;

  private static final String HOLDS = say("render.plain.ok");
  private static final String FAILS = say("render.plain.fail");
  private static final String SKIPPED = say("render.plain.skip");
  private static final String STOPPED = say("render.plain.stop");
  private static final LabelColumn WORDS = LabelColumn.of(1, HOLDS, FAILS, SKIPPED, STOPPED);

  /** Below the labels of the steps: behind the word and the number. */
  private static final String OPENED = " ".repeat(WORDS.columns() + 2);

  private final List<String> output = new ArrayList<>();

  /** {@code ok 1 cluster node kind-control-plane Ready 0.4 s}. */
  static String row(String word, int number, Step step, String says, Optional<Duration> time) {
    String head = WORDS.pad(word) + number + " " + Columns.pad(step.label(), LABEL) + " ";
    String text = head + (time.isPresent() ? Columns.pad(says, SAYS) : says);
    return clean((text + time.map(took -> "  " + Durations.text(took)).orElse("")).stripTrailing());
  }

  private static String clean(String text) {
    return new Span(Role.PLAIN, text).text();
  }

  @Override
  public List<String> started(Event.StepStarted event) {
    output.clear();
    return List.of();
  }

  @Override
  public List<String> doing(Event.ActionStarted event) {
    return List.of();
  }

  @Override
  public List<String> output(Event.ToolOutput event) {
    output.add(event.line());
    if (output.size() > OUTPUT_KEPT) {
      output.remove(0);
    }
    return List.of();
  }

  @Override
  public List<String> downloading(Event.Downloading event) {
    return List.of();
  }

  @Override
  public List<String> noted(Event.Noted event) {
    return List.of(clean(OPENED + event.text()));
  }

  @Override
  public List<String> waiting(Event.Waiting event) {
    return List.of();
  }

  @Override
  public List<String> held(Event.StepHeld event) {
    String says =
        event.verdicts().stream()
            .map(Verdict::says)
            .filter(one -> !one.isEmpty())
            .collect(Collectors.joining(" · "));
    return List.of(row(HOLDS, event.number(), event.step(), says, Optional.of(event.elapsed())));
  }

  @Override
  public List<String> broke(Event.StepBroke event) {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(FAILS, event.number(), event.step(), event.step().title(), took(event.elapsed())));
    lines.addAll(gaps(event.verdicts()));
    lines.addAll(toolOutput());
    return lines;
  }

  private static Optional<Duration> took(Duration elapsed) {
    return elapsed.isZero() ? Optional.empty() : Optional.of(elapsed);
  }

  private List<String> toolOutput() {
    return output.stream().map(line -> clean(OPENED + "| " + line)).toList();
  }

  /** Each difference one line, then each cause and its fix once. */
  static List<String> gaps(List<Verdict> verdicts) {
    Set<String> lines = new LinkedHashSet<>();
    for (Verdict verdict : verdicts) {
      for (Gap gap : verdict.gaps()) {
        String who = gap.changedBy().map(name -> ", " + say("render.gap.by", name)).orElse("");
        lines.add(clean(OPENED + gap.subject() + "  " + gap.sentence() + who));
      }
    }
    String label = CauseLines.LABELS.pad(say("render.label.try"));
    for (Verdict verdict : verdicts) {
      verdict.cause().ifPresent(cause -> lines.addAll(cause(cause)));
      verdict
          .problem()
          .ifPresent(one -> one.tries().forEach(way -> lines.add(OPENED + label + clean(way))));
    }
    return List.copyOf(lines);
  }

  private static List<String> cause(Cause cause) {
    String because = CauseLines.LABELS.pad(say("render.label.cause"));
    String fix = CauseLines.LABELS.pad(say("render.label.fix"));
    return List.of(
        OPENED + because + clean(cause.because()), OPENED + fix + "`fix` " + clean(cause.fix()));
  }

  @Override
  public List<String> skipped(Event.StepSkipped event) {
    return List.of(
        row(SKIPPED, event.number(), event.step(), say("render.step.left-out"), Optional.empty()));
  }

  @Override
  public List<String> interrupted(Event.StepInterrupted event) {
    return List.of(
        row(
            STOPPED,
            event.number(),
            event.step(),
            say("render.step.interrupted"),
            Optional.empty()));
  }

  @Override
  public List<String> failed(Event.StepFailed event) {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(FAILS, event.number(), event.step(), event.step().title(), took(event.elapsed())));
    lines.addAll(problem(OPENED, event.problem()));
    lines.addAll(toolOutput());
    return lines;
  }

  /** A problem in lines, each after a prefix of blanks or words. */
  public static List<String> problem(String prefix, Problem problem) {
    return new Layout(Theme.PLAIN, 120)
        .rows(ProblemLines.of(prefix.strip().isEmpty() ? "" : prefix, problem, indent(prefix)));
  }

  private static int indent(String prefix) {
    return prefix.isBlank() ? prefix.length() : 0;
  }

  @Override
  public List<String> regressed(Event.Regressed event) {
    List<String> lines = new ArrayList<>();
    lines.add(row(FAILS, event.number(), event.step(), say("render.step.lost"), Optional.empty()));
    lines.addAll(gaps(event.verdicts()));
    return lines;
  }

  @Override
  public List<String> recovered(Event.Recovered event) {
    return List.of(
        row(HOLDS, event.number(), event.step(), say("render.step.again"), Optional.empty()));
  }

  @Override
  public List<String> told(Event.Told event) {
    return event.warning() ? List.of(event.markdown()) : List.of();
  }

  @Override
  public List<String> trying(Event.Trying event) {
    return List.of();
  }

  @Override
  public List<String> tried(Event.Tried event) {
    return laidOut(new ExperimentLines(Theme.PLAIN, WIDTH).tried(event.report()));
  }

  @Override
  public List<String> undone(Event.Undone event) {
    return laidOut(new ExperimentLines(Theme.PLAIN, WIDTH).back(event.report()));
  }

  private static List<String> laidOut(List<Line> lines) {
    return new Layout(Theme.PLAIN, WIDTH).rows(lines);
  }

  @Override
  public List<String> finished(Event.RunFinished event) {
    String text = say("render.count.held", event.held(), event.total());
    return List.of(
        Columns.pad(text, WORDS.columns() + LABEL + 3 + SAYS)
            + "  "
            + Durations.text(event.elapsed()));
  }
}

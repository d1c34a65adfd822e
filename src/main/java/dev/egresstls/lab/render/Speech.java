package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * What happened, in sentences that a screen reader reads well: each says which step it is about,
 * words stand for signs, and nothing hangs on where on the screen it is.
 */
public final class Speech implements Event.Cases<List<Line>> {
  private final IntSupplier total;
  private final Event.Cases<List<Line>> usual;

  /**
   * Speech about one lab.
   *
   * @param total gives the number of steps
   * @param usual says what is prose anyway
   */
  public Speech(IntSupplier total, Event.Cases<List<Line>> usual) {
    this.total = total;
    this.usual = usual;
  }

  private String step(int number, Step step) {
    return say("render.speech.step", number, total.getAsInt(), step.title());
  }

  private static Line line(String text) {
    return Line.of(0, Role.PLAIN, text);
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.1f", elapsed.toMillis() / 1000.0);
  }

  /** A sentence ends in a full stop, so that the voice pauses. */
  private static String sentence(String text) {
    return text.isEmpty() || text.matches(".*[.!?]") ? text : say("render.sentence", text);
  }

  @Override
  public List<Line> started(Event.StepStarted event) {
    return usual.started(event);
  }

  @Override
  public List<Line> doing(Event.ActionStarted event) {
    return usual.doing(event);
  }

  @Override
  public List<Line> output(Event.ToolOutput event) {
    return usual.output(event);
  }

  @Override
  public List<Line> downloading(Event.Downloading event) {
    return usual.downloading(event);
  }

  @Override
  public List<Line> noted(Event.Noted event) {
    return List.of(line(sentence(event.text())));
  }

  @Override
  public List<Line> waiting(Event.Waiting event) {
    return usual.waiting(event);
  }

  @Override
  public List<Line> held(Event.StepHeld event) {
    String step = step(event.number(), event.step());
    String holds =
        event.already() && !event.sent()
            ? say("render.speech.already", step)
            : say("render.speech.passed", step, seconds(event.elapsed()));
    List<Line> lines = new ArrayList<>();
    lines.add(line((holds + " " + sentence(StepLines.says(event.verdicts()))).strip()));
    if (!event.already()) {
      event.verdicts().forEach(verdict -> facts(verdict, lines));
    }
    return lines;
  }

  private static void facts(Verdict verdict, List<Line> lines) {
    verdict
        .facts()
        .forEach(
            fact ->
                lines.add(line(sentence(say("render.speech.fact", fact.label(), fact.text())))));
  }

  @Override
  public List<Line> broke(Event.StepBroke event) {
    List<Line> lines = new ArrayList<>();
    lines.add(line(say("render.speech.broken", step(event.number(), event.step()))));
    lines.addAll(gaps(event.verdicts()));
    return lines;
  }

  private static List<Line> gaps(List<Verdict> verdicts) {
    Set<String> said = new LinkedHashSet<>();
    for (Verdict verdict : verdicts) {
      verdict.gaps().forEach(gap -> said.add(gap(gap)));
    }
    for (Verdict verdict : verdicts) {
      verdict
          .cause()
          .ifPresent(cause -> said.add(say("render.speech.cause", cause.because(), cause.fix())));
    }
    return said.stream().map(Speech::line).toList();
  }

  private static String gap(Gap gap) {
    String where = gap.path().isEmpty() ? gap.subject() : gap.subject() + ", " + gap.path();
    String who = gap.changedBy().map(by -> " " + say("render.speech.by", by)).orElse("");
    return say("render.speech.gap", where, gap.expected(), gap.saw()) + who;
  }

  @Override
  public List<Line> skipped(Event.StepSkipped event) {
    return List.of(line(say("render.speech.left-out", step(event.number(), event.step()))));
  }

  @Override
  public List<Line> interrupted(Event.StepInterrupted event) {
    return List.of(line(say("render.speech.interrupted", step(event.number(), event.step()))));
  }

  @Override
  public List<Line> failed(Event.StepFailed event) {
    List<Line> lines = new ArrayList<>();
    lines.add(line(say("render.speech.failed", step(event.number(), event.step()))));
    lines.addAll(ProblemLines.of(event.problem(), 0));
    return lines;
  }

  @Override
  public List<Line> regressed(Event.Regressed event) {
    List<Line> lines = new ArrayList<>();
    lines.add(line(say("render.speech.regressed", step(event.number(), event.step()))));
    lines.addAll(gaps(event.verdicts()));
    return lines;
  }

  @Override
  public List<Line> recovered(Event.Recovered event) {
    return List.of(line(say("render.speech.recovered", step(event.number(), event.step()))));
  }

  @Override
  public List<Line> told(Event.Told event) {
    return usual.told(event);
  }

  @Override
  public List<Line> finished(Event.RunFinished event) {
    String held = count("render.speech.finished", event.total(), event.held(), event.total());
    return List.of(line(held));
  }

  @Override
  public List<Line> trying(Event.Trying event) {
    return usual.trying(event);
  }

  @Override
  public List<Line> tried(Event.Tried event) {
    return usual.tried(event);
  }

  @Override
  public List<Line> undone(Event.Undone event) {
    return usual.undone(event);
  }
}

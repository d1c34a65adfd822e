package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.progress.Ongoing;
import dev.egresstls.lab.render.text.Durations;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Neutral;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Prints events on a terminal as they happen. */
public final class EventPrinter implements Sink, Event.Cases<List<Line>> {
  private static final int OUTPUT_KEPT = 10;
  private static final int PROSE = 2;

  private final Paper paper;
  private final Supplier<List<Step>> steps;
  private final Event.Cases<List<Line>> words;
  private final Ongoing ongoing;
  private final Deque<String> output = new ArrayDeque<>();

  /**
   * A printer for one lab.
   *
   * @param steps gives the lab's steps
   */
  public EventPrinter(Paper paper, Supplier<List<Step>> steps) {
    this.paper = paper;
    this.steps = steps;
    this.words = paper.theme().spoken() ? new Speech(() -> steps.get().size(), this) : this;
    this.ongoing = new Ongoing(paper.theme(), System::nanoTime);
  }

  @Override
  public synchronized void accept(Event event) {
    List<Line> lines = event.match(words);
    ongoing.saw(event).ifPresent(paper::live);
    if (!lines.isEmpty()) {
      if (Ongoing.ends(event)) {
        paper.settle();
      }
      paper.print(lines);
    }
  }

  private StepLines lines() {
    return new StepLines(paper.theme(), paper.columns(), steps.get());
  }

  @Override
  public List<Line> started(Event.StepStarted event) {
    output.clear();
    return List.of();
  }

  @Override
  public List<Line> doing(Event.ActionStarted event) {
    return List.of();
  }

  @Override
  public List<Line> output(Event.ToolOutput event) {
    output.addLast(event.line());
    if (output.size() > OUTPUT_KEPT) {
      output.removeFirst();
    }
    return List.of();
  }

  @Override
  public List<Line> downloading(Event.Downloading event) {
    return List.of();
  }

  @Override
  public List<Line> noted(Event.Noted event) {
    return List.of(Line.of(6, Role.QUIET, Neutral.line(event.text())));
  }

  @Override
  public List<Line> waiting(Event.Waiting event) {
    return List.of();
  }

  @Override
  public List<Line> held(Event.StepHeld event) {
    return lines().held(event);
  }

  @Override
  public List<Line> broke(Event.StepBroke event) {
    return withOutput(lines().broke(event));
  }

  private List<Line> withOutput(List<Line> lines) {
    List<Line> all = new ArrayList<>(lines);
    all.addAll(StepLines.output(List.copyOf(output)));
    output.clear();
    return all;
  }

  @Override
  public List<Line> skipped(Event.StepSkipped event) {
    return lines().noted(Mark.SKIPPED, event.number(), event.step(), say("render.step.left-out"));
  }

  @Override
  public List<Line> interrupted(Event.StepInterrupted event) {
    String text = say("render.step.interrupted") + " · " + say("render.step.enter");
    return withOutput(lines().noted(Mark.TODO, event.number(), event.step(), text));
  }

  @Override
  public List<Line> failed(Event.StepFailed event) {
    return withOutput(
        lines().failed(event.number(), event.step(), event.problem(), event.elapsed()));
  }

  @Override
  public List<Line> regressed(Event.Regressed event) {
    return lines().regressed(event);
  }

  @Override
  public List<Line> recovered(Event.Recovered event) {
    return lines().recovered(event);
  }

  @Override
  public List<Line> told(Event.Told event) {
    List<Line> told = new ArrayList<>();
    told.add(Line.EMPTY);
    told.addAll(Prose.lines(event.markdown(), PROSE, paper.columns()));
    return told;
  }

  @Override
  public List<Line> trying(Event.Trying event) {
    paper.flash(Line.of(2, Role.QUIET, event.whatIf() + ": " + event.what() + " …"));
    return List.of();
  }

  @Override
  public List<Line> tried(Event.Tried event) {
    return new ExperimentLines(paper.theme(), paper.columns()).tried(event.report());
  }

  @Override
  public List<Line> undone(Event.Undone event) {
    return new ExperimentLines(paper.theme(), paper.columns()).back(event.report());
  }

  @Override
  public List<Line> finished(Event.RunFinished event) {
    String text = say("render.count.held", event.held(), event.total());
    return List.of(
        Line.EMPTY,
        Line.of(2, event.held() == event.total() ? Role.MET : Role.UNMET, text)
            .right(Durations.text(event.elapsed())));
  }
}

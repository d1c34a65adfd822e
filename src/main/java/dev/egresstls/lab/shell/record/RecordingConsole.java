package dev.egresstls.lab.shell.record;

import dev.egresstls.lab.console.Choices;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.console.DelegatingConsole;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.world.background.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A console at which everything that stays on the screen is recorded. What is shown before the
 * first prompt is recorded once that is seen, which would be seen later otherwise.
 */
public final class RecordingConsole extends DelegatingConsole {
  /** So wide that no line is broken. */
  private static final int WHOLE = 1_000_000;

  private final Recording recording;
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean prompted;

  public RecordingConsole(Console console, Recording recording) {
    super(console);
    this.recording = recording;
    if (recording.isKept()) {
      console.afterPrompt(() -> Threads.start("recording", this::catchUp));
    }
  }

  @Override
  public void print(List<Line> lines) {
    super.print(lines);
    keep(lines);
  }

  @Override
  public void page(IntFunction<List<Line>> page) throws InterruptedException {
    keep(page.apply(columns()));
    super.page(page);
  }

  private void keep(List<Line> lines) {
    if (recording.isKept()) {
      int columns = columns();
      inTurn(() -> keep(lines, columns));
    }
  }

  private synchronized void inTurn(Runnable work) {
    if (prompted) {
      work.run();
    } else {
      waiting.add(work);
    }
  }

  private void keep(List<Line> lines, int columns) {
    Layout whole = new Layout(Theme.PLAIN, WHOLE);
    Layout shown = new Layout(Theme.PLAIN, columns);
    recording.shown(
        lines.stream().map(line -> String.join("", whole.rows(List.of(line)))).toList(),
        lines.stream().map(line -> shown.rows(List.of(line))).toList());
  }

  private synchronized void catchUp() {
    prompted = true;
    waiting.forEach(Runnable::run);
    waiting.clear();
  }

  @Override
  public Optional<String> read(Supplier<String> prompt, Choices choices) {
    Optional<String> line = super.read(prompt, choices);
    return typed(prompt, line);
  }

  @Override
  public Optional<String> ask(Supplier<String> prompt) throws InterruptedException {
    Optional<String> line = super.ask(prompt);
    return typed(prompt, line);
  }

  private Optional<String> typed(Supplier<String> prompt, Optional<String> line) {
    catchUp();
    recording.typed(prompt.get(), line.orElse(""));
    return line;
  }

  @Override
  public void close() {
    catchUp();
    recording.close();
    super.close();
  }
}

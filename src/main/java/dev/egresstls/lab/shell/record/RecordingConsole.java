package dev.egresstls.lab.shell.record;

import dev.egresstls.lab.console.Choices;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.console.DelegatingConsole;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A console at which everything that stays on the screen is recorded. */
public final class RecordingConsole extends DelegatingConsole {
  /** So wide that no line is broken. */
  private static final int WHOLE = 1_000_000;

  private final Recording recording;

  public RecordingConsole(Console console, Recording recording) {
    super(console);
    this.recording = recording;
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
    Layout whole = new Layout(Theme.PLAIN, WHOLE);
    Layout shown = new Layout(Theme.PLAIN, columns());
    recording.shown(
        lines.stream().map(line -> String.join("", whole.rows(List.of(line)))).toList(),
        lines.stream().map(line -> shown.rows(List.of(line))).toList());
  }

  @Override
  public Optional<String> read(Supplier<String> prompt, Choices choices) {
    Optional<String> line = super.read(prompt, choices);
    recording.typed(prompt.get(), line.orElse(""));
    return line;
  }

  @Override
  public Optional<String> ask(Supplier<String> prompt) throws InterruptedException {
    Optional<String> line = super.ask(prompt);
    recording.typed(prompt.get(), line.orElse(""));
    return line;
  }

  @Override
  public void close() {
    recording.close();
    super.close();
  }
}

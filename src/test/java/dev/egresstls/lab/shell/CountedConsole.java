package dev.egresstls.lab.shell;

import dev.egresstls.lab.console.Choices;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.console.DelegatingConsole;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A desk that counts how often a line was asked for: a prompt on a screen may be an old one. */
final class CountedConsole extends DelegatingConsole {
  private final List<Read> lines = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  CountedConsole(Console console) {
    super(console);
  }

  /**
   * A line that was read.
   *
   * @param answer whether it was typed at a question
   */
  record Read(boolean answer, String line) {}

  /** The lines that were read up to now. */
  List<Read> lines() {
    return List.copyOf(lines);
  }

  /** How often a line was asked for up to now. */
  int asked() {
    return asked.get();
  }

  @Override
  public Optional<String> read(Supplier<String> prompt, Choices choices) {
    asked.incrementAndGet();
    Optional<String> line = super.read(prompt, choices);
    line.ifPresent(typed -> lines.add(new Read(false, typed)));
    return line;
  }

  @Override
  public Optional<String> ask(Supplier<String> prompt) throws InterruptedException {
    asked.incrementAndGet();
    Optional<String> line = super.ask(prompt);
    line.ifPresent(typed -> lines.add(new Read(true, typed)));
    return line;
  }
}

package dev.egresstls.lab.shell;

import dev.egresstls.lab.shell.console.Choices;
import dev.egresstls.lab.shell.console.Console;
import dev.egresstls.lab.shell.console.DelegatingConsole;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A desk that counts how often a line was asked for: a prompt on a screen may be an old one. */
final class CountedConsole extends DelegatingConsole {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  CountedConsole(Console console) {
    super(console);
  }

  /** The lines that were read up to now. */
  List<String> lines() {
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
    line.ifPresent(lines::add);
    return line;
  }
}

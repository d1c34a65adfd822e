package dev.egresstls.lab.console;

import dev.egresstls.lab.render.progress.Live;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A console that is like another one; what shall be otherwise, a subclass says. */
public abstract class DelegatingConsole implements Console {
  private final Console console;

  protected DelegatingConsole(Console console) {
    this.console = console;
  }

  @Override
  public Optional<String> read(Supplier<String> prompt, Choices choices) {
    return console.read(prompt, choices);
  }

  @Override
  public Optional<String> ask(Supplier<String> prompt) throws InterruptedException {
    return console.ask(prompt);
  }

  @Override
  public void print(List<Line> lines) {
    console.print(lines);
  }

  @Override
  public void page(IntFunction<List<Line>> page) throws InterruptedException {
    console.page(page);
  }

  @Override
  public void clear() {
    console.clear();
  }

  @Override
  public void leave() {
    console.leave();
  }

  @Override
  public void promptChanged() {
    console.promptChanged();
  }

  @Override
  public void bar(IntFunction<Line> bar) {
    console.bar(bar);
  }

  @Override
  public <T> T away(Callable<T> work) throws Exception {
    return console.away(work);
  }

  @Override
  public <T> T interruptibly(Callable<T> work) throws Exception {
    return console.interruptibly(work);
  }

  @Override
  public void afterPrompt(Runnable beginning) {
    console.afterPrompt(beginning);
  }

  @Override
  public boolean attended() {
    return console.attended();
  }

  @Override
  public void live(Live live) {
    console.live(live);
  }

  @Override
  public void settle() {
    console.settle();
  }

  @Override
  public int columns() {
    return console.columns();
  }

  @Override
  public Theme theme() {
    return console.theme();
  }

  @Override
  public void close() {
    console.close();
  }
}

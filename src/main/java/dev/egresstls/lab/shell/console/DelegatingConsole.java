package dev.egresstls.lab.shell.console;

import dev.egresstls.lab.render.Live;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A desk that is like another one; what shall be otherwise, a subclass says. */
public abstract class DelegatingConsole implements Console {
  private final Console desk;

  protected DelegatingConsole(Console desk) {
    this.desk = desk;
  }

  @Override
  public Optional<String> read(Supplier<String> prompt, Choices choices) {
    return desk.read(prompt, choices);
  }

  @Override
  public void print(List<Line> lines) {
    desk.print(lines);
  }

  @Override
  public void page(IntFunction<List<Line>> page) throws InterruptedException {
    desk.page(page);
  }

  @Override
  public void leave() {
    desk.leave();
  }

  @Override
  public void promptChanged() {
    desk.promptChanged();
  }

  @Override
  public void bar(IntFunction<Line> bar) {
    desk.bar(bar);
  }

  @Override
  public <T> T away(Callable<T> work) throws Exception {
    return desk.away(work);
  }

  @Override
  public <T> T interruptibly(Callable<T> work) throws Exception {
    return desk.interruptibly(work);
  }

  @Override
  public boolean attended() {
    return desk.attended();
  }

  @Override
  public void live(Live live) {
    desk.live(live);
  }

  @Override
  public void settle() {
    desk.settle();
  }

  @Override
  public int columns() {
    return desk.columns();
  }

  @Override
  public Theme theme() {
    return desk.theme();
  }

  @Override
  public void close() {
    desk.close();
  }
}

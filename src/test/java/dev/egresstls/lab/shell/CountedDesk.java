package dev.egresstls.lab.shell;

import dev.egresstls.lab.render.Live;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.desk.Choices;
import dev.egresstls.lab.shell.desk.Desk;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A desk that counts how often a line was asked for: a prompt on a screen may be an old one. */
final class CountedDesk implements Desk {
  private final Desk desk;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  CountedDesk(Desk desk) {
    this.desk = desk;
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
    Optional<String> line = desk.read(prompt, choices);
    line.ifPresent(lines::add);
    return line;
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
  public <T> T interruptibly(Callable<T> work) throws Exception {
    return desk.interruptibly(work);
  }

  @Override
  public boolean attended() {
    return desk.attended();
  }

  @Override
  public void print(List<Line> lines) {
    desk.print(lines);
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
  public void bar(IntFunction<Line> bar) {
    desk.bar(bar);
  }

  @Override
  public <T> T away(Callable<T> work) throws Exception {
    return desk.away(work);
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

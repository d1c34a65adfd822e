package dev.egresstls.lab.shell.record;

import dev.egresstls.lab.render.Live;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.desk.Choices;
import dev.egresstls.lab.shell.desk.Desk;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A desk at which everything that stays on the screen is recorded. */
public final class RecordingDesk implements Desk {
  private final Desk desk;
  private final Recording recording;

  public RecordingDesk(Desk desk, Recording recording) {
    this.desk = desk;
    this.recording = recording;
  }

  @Override
  public void print(List<Line> lines) {
    desk.print(lines);
    recording.shown(new Layout(Theme.PLAIN, desk.columns()).rows(lines));
  }

  @Override
  public void page(IntFunction<List<Line>> page) throws InterruptedException {
    recording.shown(new Layout(Theme.PLAIN, desk.columns()).rows(page.apply(desk.columns())));
    desk.page(page);
  }

  @Override
  public Optional<String> read(Supplier<String> prompt, Choices choices) {
    Optional<String> line = desk.read(prompt, choices);
    recording.typed(prompt.get(), line.orElse(""));
    return line;
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
    recording.close();
    desk.close();
  }
}

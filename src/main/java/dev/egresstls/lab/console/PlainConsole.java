package dev.egresstls.lab.console;

import dev.egresstls.lab.render.progress.Heartbeat;
import dev.egresstls.lab.render.progress.Live;
import dev.egresstls.lab.render.progress.Ticker;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.world.background.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jline.utils.Signals;

/**
 * A pipe, or a terminal that can only append. A pipe's lines are repeated after the prompt, so that
 * the output reads like the session; a terminal shows them itself.
 */
public final class PlainConsole implements Console {
  private final BufferedReader in;
  private final PrintStream out;
  private final Theme theme;
  private final IntSupplier columns;
  private final boolean attended;

  /** Whether what is typed comes from this process's terminal, and not from somebody's script. */
  private final boolean live;

  private final Heartbeat heartbeat;
  private CompletableFuture<Optional<String>> begun;
  private volatile boolean left;

  /**
   * A plain console.
   *
   * @param attended whether a person sits there, whose terminal shows what is typed
   */
  public PlainConsole(
      InputStream in,
      PrintStream out,
      Charset charset,
      Theme theme,
      IntSupplier columns,
      boolean attended) {
    this.in = new BufferedReader(new InputStreamReader(in, charset));
    this.out = out;
    this.theme = theme;
    this.columns = columns;
    this.attended = attended;
    this.live = attended && in == System.in;
    this.heartbeat =
        new Heartbeat(
            theme.spoken() ? Heartbeat.SPOKEN : Heartbeat.USUAL,
            Ticker.ofThread("heartbeat"),
            line -> print(List.of(line)));
  }

  @Override
  public Optional<String> read(Supplier<String> prompt, Choices choices) {
    if (left) {
      return Optional.empty();
    }
    boolean ahead = begun == null && dropEnters();
    Object before = attended ? Signals.register("INT", () -> again(prompt.get())) : null;
    try {
      show(prompt);
      Optional<String> line = begun == null ? line() : begun.join();
      if (ahead) {
        line.ifPresent(out::println); // the terminal has shown it before the prompt
      }
      return shown(line);
    } finally {
      begun = null;
      if (attended) {
        Signals.unregister("INT", before);
      }
    }
  }

  /** A read from a terminal cannot be interrupted: what it reads is the next line then. */
  @Override
  public Optional<String> ask(Supplier<String> prompt) throws InterruptedException {
    if (left) {
      return Optional.empty();
    }
    if (begun == null) {
      drop();
    }
    show(prompt);
    if (begun == null) {
      begun = Threads.compute("answer", this::line);
    }
    try {
      Optional<String> line = begun.get();
      begun = null;
      return shown(line);
    } catch (InterruptedException e) {
      out.println();
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Nothing that was typed before a question could be read answers it. */
  private void drop() {
    try {
      while (live && in.ready()) {
        in.readLine();
      }
    } catch (IOException e) {
      return; // what cannot be read will not be read as an answer either
    }
  }

  /**
   * An Enter that was struck before the prompt could be read does no step.
   *
   * @return whether a line is left that was typed ahead
   */
  private boolean dropEnters() {
    try {
      while (live && in.ready()) {
        in.mark(1);
        int key = in.read();
        if (key != '\n' && key != '\r') {
          in.reset();
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  private void show(Supplier<String> prompt) {
    out.print(prompt.get());
    out.flush();
  }

  private Optional<String> line() {
    try {
      return Optional.ofNullable(in.readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<String> shown(Optional<String> line) {
    if (line.isEmpty() || !attended) {
      out.println(line.orElse(""));
    }
    return left ? Optional.empty() : line;
  }

  /** The terminal itself has thrown away what was typed. */
  private void again(String prompt) {
    out.println();
    out.print(prompt);
    out.flush();
  }

  @Override
  public void clear() {
    // What was printed cannot be undone.
  }

  @Override
  public void leave() {
    left = true;
  }

  @Override
  public void promptChanged() {
    // What was printed cannot be undone.
  }

  @Override
  public void page(IntFunction<List<Line>> page) {
    print(page.apply(columns()));
  }

  @Override
  public synchronized void print(List<Line> lines) {
    new Layout(theme, columns()).rows(lines).forEach(out::println);
    out.flush();
  }

  @Override
  public void live(Live live) {
    heartbeat.live(live);
  }

  @Override
  public void settle() {
    heartbeat.settle();
  }

  @Override
  public void bar(IntFunction<Line> bar) {
    // What was printed cannot be undone.
  }

  @Override
  public <T> T away(Callable<T> work) throws Exception {
    out.flush();
    Object before = Signals.register("INT", () -> {});
    try {
      return work.call();
    } finally {
      // Nobody knows whether the last row has ended: an empty one is better than one with a prompt.
      out.println();
      Signals.unregister("INT", before);
    }
  }

  @Override
  public <T> T interruptibly(Callable<T> work) throws Exception {
    try {
      return Interrupts.allow(work);
    } finally {
      heartbeat.settle();
    }
  }

  @Override
  public int columns() {
    return columns.getAsInt();
  }

  @Override
  public Theme theme() {
    return theme;
  }

  @Override
  public boolean attended() {
    return attended;
  }

  @Override
  public void close() {
    out.flush();
  }
}

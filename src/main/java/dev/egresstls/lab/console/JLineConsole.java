package dev.egresstls.lab.console;

import dev.egresstls.lab.console.terminal.DriverModes;
import dev.egresstls.lab.console.terminal.PromptReader;
import dev.egresstls.lab.console.terminal.TerminalLease;
import dev.egresstls.lab.console.terminal.TerminalScreen;
import dev.egresstls.lab.console.terminal.TypedAhead;
import dev.egresstls.lab.render.progress.Live;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/** A terminal with line editing and history. */
public final class JLineConsole implements Console {
  private final Terminal terminal;
  private final DriverModes modes;
  private final Theme theme;
  private final PromptReader reader;
  private final LineHelp help;
  private final TerminalScreen screen;
  private final TerminalLease lease;
  private final Pages pages;
  private final TypedAhead typedAhead;
  private Supplier<String> prompt = () -> "";
  private boolean asking;
  private volatile boolean left;

  /**
   * A console at a terminal, which it closes.
   *
   * @param modes how the driver kept the terminal before it was touched
   * @param history the file that keeps what was typed; nothing fails if it cannot be written
   */
  public JLineConsole(Terminal terminal, DriverModes modes, Theme theme, Path history) {
    this.terminal = terminal;
    this.modes = modes;
    this.theme = theme;
    this.reader = makeReader();
    this.screen = new TerminalScreen(terminal, theme, reader);
    this.typedAhead = new TypedAhead(reader, modes);
    this.lease = new TerminalLease(terminal, reader, screen, modes);
    this.pages = new Pages(terminal, theme);
    terminal.handle(Signal.WINCH, signal -> resized());
    this.help = new LineHelp(reader, theme, history);
    terminal.handle(Signal.CONT, signal -> goesOn());
    terminal.handle(Signal.TSTP, signal -> lease.stop(() -> prompt.get()));
    // Between two lines there is nothing to interrupt, and the default would end the process.
    terminal.handle(Signal.INT, signal -> {});
    reader.setVariable(LineReader.BELL_STYLE, "none");
    reader.getWidgets().put(LineReader.CALLBACK_INIT, this::begins);
  }

  private PromptReader makeReader() {
    try {
      return new PromptReader(terminal, "egresstls-lab", this::resized, this::goesOn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean begins() {
    if (asking) {
      typedAhead.drop();
    } else {
      typedAhead.dropEnters();
    }
    // A line that begins to be read just when the reading has ended must not be waited for.
    return endIfLeft();
  }

  private boolean endIfLeft() {
    if (left) {
      terminal.raise(Signal.INT);
    }
    return true;
  }

  @Override
  public Optional<String> read(Supplier<String> wanted, Choices choices) {
    asking = false;
    while (!left) {
      try {
        return line(wanted, choices);
      } catch (UserInterruptException e) {
        // Ctrl-C at the prompt only throws the line away; it must not reach the next command.
        Thread.interrupted();
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> ask(Supplier<String> wanted) throws InterruptedException {
    asking = true;
    try {
      return left ? Optional.empty() : line(wanted, Choices.NONE);
    } catch (UserInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException();
    }
  }

  private Optional<String> line(Supplier<String> wanted, Choices choices) {
    prompt = wanted;
    help.know(choices);
    try {
      screen.settle();
      screen.redraw();
      return Optional.of(reader.readLine(wanted.get()));
    } catch (EndOfFileException e) {
      return Optional.empty();
    } catch (IllegalStateException | IOError e) {
      // The terminal is gone: closed by SIGTERM, or taken away. That is the end, and no failure.
      return Optional.empty();
    }
  }

  @Override
  public void afterPrompt(Runnable beginning) {
    reader.whenDrawn(beginning);
  }

  @Override
  public void leave() {
    left = true;
    if (reader.isReading()) {
      endIfLeft();
    }
  }

  @Override
  public void promptChanged() {
    screen.redraw();
    if (reader.isReading()) {
      reader.setPrompt(prompt.get());
      try {
        reader.callWidget(LineReader.REDISPLAY);
      } catch (IllegalStateException e) {
        // The line was finished in between: the next one is read with the new prompt anyway.
        return;
      }
    }
  }

  @Override
  public void print(List<Line> lines) {
    pages.forget();
    screen.print(lines);
  }

  @Override
  public void clear() {
    pages.forget();
    screen.clear();
  }

  @Override
  public void page(IntFunction<List<Line>> page) throws InterruptedException {
    int columns = columns();
    if (pages.fits(page, columns)) {
      screen.print(page.apply(columns));
      pages.printed(page, columns);
      return;
    }
    try {
      lease.awayToPager(() -> pages.read(page));
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      // The pager's screen is gone: what was read there, with its commands, stays above the prompt.
      print(page.apply(columns()));
    }
  }

  private void goesOn() {
    lease.goOn(() -> prompt.get());
  }

  private void resized() {
    if (screen.resized(() -> prompt.get()) && reader.isReading()) {
      pages.again(columns()).ifPresent(screen::printRows);
    }
  }

  @Override
  public void live(Live live) {
    screen.live(live);
  }

  @Override
  public void settle() {
    screen.settle();
  }

  @Override
  public void bar(IntFunction<Line> bar) {
    screen.bar(bar);
  }

  @Override
  public <T> T away(Callable<T> work) throws Exception {
    return lease.away(work);
  }

  @Override
  public <T> T interruptibly(Callable<T> work) throws Exception {
    Thread worker = Thread.currentThread();
    SignalHandler before = terminal.handle(Signal.INT, signal -> worker.interrupt());
    // What is typed ahead is shown once, by the reader, and not amid what the work prints.
    boolean echo = terminal.echo(false);
    try {
      return work.call();
    } finally {
      terminal.echo(echo);
      terminal.handle(Signal.INT, before);
      screen.settle();
    }
  }

  @Override
  public int columns() {
    return screen.columns();
  }

  @Override
  public Theme theme() {
    return theme;
  }

  @Override
  public boolean attended() {
    return true;
  }

  /** Leaves the terminal as it was, whatever goes on. */
  void leaveTerminal() {
    lease.close();
  }

  @Override
  public void close() {
    leaveTerminal();
    try {
      terminal.close();
      modes.restore();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

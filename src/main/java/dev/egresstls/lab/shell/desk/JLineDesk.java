package dev.egresstls.lab.shell.desk;

import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/** A terminal with line editing and history. */
public final class JLineDesk implements Desk {
  private static final String CLEAR_ROW = "\r\u001b[K";

  private final Terminal terminal;
  private final Theme theme;
  private final PromptReader reader;
  private final Object lock = new Object();
  private Supplier<String> prompt = () -> "";
  private volatile boolean left;
  private boolean flashed;

  /**
   * A desk at a terminal, which it closes.
   *
   * @param history the file that keeps what was typed; nothing fails if it cannot be written
   */
  public JLineDesk(Terminal terminal, Theme theme, Path history) {
    this.terminal = terminal;
    this.theme = theme;
    this.reader = reader(terminal);
    reader.setVariable(LineReader.HISTORY_FILE, history);
    reader.setVariable(LineReader.HISTORY_SIZE, 500);
    reader.setVariable(LineReader.BELL_STYLE, "none");
    reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    reader.option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
    // Tab shows what there is, and never types one of several.
    reader.option(LineReader.Option.AUTO_MENU, false);
    reader.setHistory(new QuietHistory());
    // A line that begins to be read just when the reading has ended must not be waited for.
    reader.getWidgets().put(LineReader.CALLBACK_INIT, this::endIfLeft);
  }

  private static PromptReader reader(Terminal terminal) {
    try {
      return new PromptReader(terminal, "egresstls-lab");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean endIfLeft() {
    if (left) {
      terminal.raise(Signal.INT);
    }
    return true;
  }

  @Override
  public Optional<String> read(Supplier<String> wanted, Choices choices) {
    prompt = wanted;
    reader.setCompleter((in, line, found) -> found.addAll(candidates(choices, line)));
    while (!left) {
      try {
        clearFlash();
        return Optional.of(reader.readLine(wanted.get()));
      } catch (UserInterruptException e) {
        // Ctrl-C at the prompt only throws the line away; it must not reach the next command.
        Thread.interrupted();
      } catch (EndOfFileException e) {
        return Optional.empty();
      } catch (IllegalStateException e) {
        // SIGTERM closes the terminal under the reader; that is the end, and no failure.
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static List<Candidate> candidates(Choices choices, ParsedLine line) {
    return choices.after(line.words().subList(0, line.wordIndex())).stream()
        .map(
            one ->
                new Candidate(
                    one.word(),
                    one.word(),
                    null,
                    one.says().isEmpty() ? null : one.says(),
                    null,
                    null,
                    true))
        .toList();
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
    List<String> rows = new Layout(theme, columns()).rows(lines);
    clearFlash();
    reader.printAbove(String.join("\n", rows) + "\n");
  }

  @Override
  public void flash(Line line) {
    synchronized (lock) {
      if (reader.isReading()) {
        return;
      }
      Layout layout = new Layout(Theme.PLAIN, columns());
      String row = Columns.cut(layout.rows(line).get(0), columns() - 1);
      terminal.writer().print(CLEAR_ROW + theme.spell(row));
      terminal.flush();
      flashed = true;
    }
  }

  private void clearFlash() {
    synchronized (lock) {
      if (flashed) {
        terminal.writer().print(CLEAR_ROW);
        terminal.flush();
        flashed = false;
      }
    }
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
      clearFlash();
    }
  }

  @Override
  public int columns() {
    int width = terminal.getWidth();
    return width > 0 ? width : 80;
  }

  @Override
  public Theme theme() {
    return theme;
  }

  @Override
  public boolean attended() {
    return true;
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

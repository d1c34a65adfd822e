package dev.egresstls.lab.console;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;

/** JLine's pager, for a page that is laid out again when the terminal's width changes. */
final class Pager extends Less {
  private final IntFunction<List<String>> page;
  private int laidOutFor;

  private Pager(Terminal terminal, IntFunction<List<String>> page) {
    super(terminal, Path.of(""));
    this.page = page;
    quitAtSecondEof = true;
    quiet = true;
    veryQuiet = true;
  }

  /**
   * Shows a page until the reader leaves it.
   *
   * @param page rows with colours, for a width in columns
   * @param hint what the last row says until a key is pressed
   * @throws InterruptedException if Ctrl-C was pressed
   */
  static void show(Terminal terminal, IntFunction<List<String>> page, String hint)
      throws IOException, InterruptedException {
    Thread reader = Thread.currentThread();
    AtomicBoolean left = new AtomicBoolean();
    SignalHandler before =
        terminal.handle(
            Signal.INT,
            signal -> {
              left.set(true);
              reader.interrupt();
            });
    try {
      new Pager(terminal, page).run(new Rows(hint));
    } catch (IOError e) {
      if (!left.get()) {
        throw e;
      }
    } finally {
      terminal.handle(Signal.INT, before);
    }
    if (left.get()) { // which the pager itself may have swallowed
      Thread.interrupted();
      throw new InterruptedException();
    }
  }

  /** The rows are known to the pager itself: nothing is read, so no encoding can spoil them. */
  private record Rows(String hint) implements Source {
    @Override
    public String getName() {
      return hint;
    }

    @Override
    public ByteArrayInputStream read() {
      return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public Long lines() {
      return null;
    }
  }

  @Override
  protected void openSource() throws IOException {
    super.openSource();
    layOut();
    message = sources.get(sourceIdx).getName();
  }

  private void layOut() {
    int columns = terminal.getWidth();
    int before = Math.max(1, lines.size());
    int at = firstLineToDisplay;
    List<AttributedString> rows = new ArrayList<>();
    page.apply(columns).forEach(row -> rows.add(AttributedString.fromAnsi(row)));
    lines = rows;
    firstLineInMemory = 0;
    reader = new BufferedReader(new StringReader(""));
    if (laidOutFor != 0) {
      // About the same place in the text, which has become longer or shorter.
      firstLineToDisplay = (int) Math.min((long) at * rows.size() / before, rows.size() - 1L);
      offsetInLine = 0;
    }
    laidOutFor = columns;
  }

  @Override
  public void handle(Signal signal) {
    if (terminal.getWidth() != laidOutFor) {
      layOut();
    }
    super.handle(signal);
  }
}

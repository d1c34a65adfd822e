package dev.egresstls.lab.console.terminal;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.world.background.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.ShutdownHooks;
import org.jline.utils.Signals;

/**
 * A table that fills the terminal. It is drawn again when it or the terminal's size changes, and
 * scrolls where it is longer than the screen. What was on the screen before comes back afterwards,
 * with the last of the table below.
 */
public final class LiveTable implements AutoCloseable {
  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_ROWS = 24;
  private static final int INDENT = 2;

  /** So often the end is noticed while no key is pressed. */
  private static final int PATIENCE_MILLIS = 200;

  /**
   * What is shown.
   *
   * @param head stays at the top
   * @param rows what scrolls below
   */
  public record Page(List<Line> head, List<Line> rows) {
    public Page {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
    }
  }

  private final Terminal terminal;
  private final Theme theme;
  private final Runnable leave;
  private final Display display;
  private final Attributes before;
  private final Object resized;
  private final ShutdownHooks.Task atExit = this::close;
  private IntFunction<Page> page = columns -> new Page(List.of(), List.of());
  private int first;
  private volatile boolean closed;

  private LiveTable(Terminal terminal, Theme theme, Runnable leave) {
    this.terminal = terminal;
    this.theme = theme;
    this.leave = leave;
    this.display = new Display(terminal, true);
    this.before = terminal.enterRawMode();
    ShutdownHooks.add(atExit);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    this.resized = Signals.register("WINCH", this::draw);
    Threads.start("table", this::keys);
  }

  /**
   * Takes the terminal of this process.
   *
   * @param leave is run when the reader wants to leave
   */
  public static LiveTable open(Theme theme, Charset charset, Runnable leave) {
    try {
      Terminal terminal = SystemTerminal.open(charset, false, false);
      return new LiveTable(terminal, theme, leave);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows a page, as it is for a width in columns. */
  public void show(IntFunction<Page> now) {
    synchronized (this) {
      page = now;
    }
    draw();
  }

  private synchronized void draw() {
    if (closed) {
      return;
    }
    Size size = size();
    Page all = page.apply(size.getColumns());
    int room = room(all, size);
    first = Math.max(0, Math.min(first, all.rows().size() - room));
    int last = Math.min(all.rows().size(), first + room);
    List<Line> shown = new ArrayList<>(all.head());
    shown.addAll(all.rows().subList(first, last));
    String foot =
        room < all.rows().size()
            ? say("console.table.part", first + 1, last, all.rows().size())
            : say("console.table.whole");
    shown.add(Line.of(INDENT, Role.QUIET, foot));
    Layout layout = new Layout(theme, size.getColumns());
    List<AttributedString> rows = new ArrayList<>(); // which the display changes
    shown.stream()
        .limit(size.getRows())
        .forEach(line -> rows.add(AttributedString.fromAnsi(layout.cut(line))));
    display.resize(size.getRows(), size.getColumns());
    display.update(rows, -1);
    terminal.flush();
  }

  private Size size() {
    Size size = terminal.getSize();
    boolean known = size.getColumns() > 0 && size.getRows() > 0;
    return known ? size : new Size(USUAL_COLUMNS, USUAL_ROWS);
  }

  private static int room(Page all, Size size) {
    return Math.max(1, size.getRows() - all.head().size() - 1);
  }

  private void keys() {
    try {
      while (!closed) {
        int key = terminal.reader().read(PATIENCE_MILLIS);
        if (key == NonBlockingReader.EOF) {
          leave.run();
          return;
        }
        if (key != NonBlockingReader.READ_EXPIRED) {
          pressed(key);
        }
      }
    } catch (IOException e) {
      leave.run(); // the terminal is gone
    }
  }

  private void pressed(int key) throws IOException {
    int turn = Math.max(1, room(page.apply(size().getColumns()), size()) - 1);
    switch (key) {
      case 'q', 'Q', 'D' - '@' -> leave.run();
      case ' ', 'f' -> scroll(turn);
      case 'b' -> scroll(-turn);
      case 'j', '\r', '\n' -> scroll(1);
      case 'k' -> scroll(-1);
      case 'g' -> scroll(-first);
      case 'G' -> scroll(Integer.MAX_VALUE / 2);
      case '\u001b' -> sequence(turn);
      default -> {}
    }
  }

  /** Arrows, Page Up and Page Down, as terminals send them. */
  private void sequence(int turn) throws IOException {
    int kind = terminal.reader().read(PATIENCE_MILLIS);
    if (kind != '[' && kind != 'O') {
      return;
    }
    switch (terminal.reader().read(PATIENCE_MILLIS)) {
      case 'A' -> scroll(-1);
      case 'B' -> scroll(1);
      case '5' -> scroll(-turn);
      case '6' -> scroll(turn);
      case 'H' -> scroll(-first);
      case 'F' -> scroll(Integer.MAX_VALUE / 2);
      default -> {}
    }
  }

  private void scroll(int rows) {
    synchronized (this) {
      first = Math.max(0, first + rows);
    }
    draw();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    ShutdownHooks.remove(atExit);
    Signals.unregister("WINCH", resized);
    terminal.puts(Capability.exit_ca_mode);
    terminal.puts(Capability.cursor_normal);
    terminal.setAttributes(before);
    Size size = size();
    Page all = page.apply(size.getColumns());
    Layout layout = new Layout(theme, size.getColumns());
    all.head().forEach(line -> terminal.writer().println(layout.cut(line)));
    all.rows().stream()
        .limit(room(all, size))
        .forEach(line -> terminal.writer().println(layout.cut(line)));
    terminal.flush();
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

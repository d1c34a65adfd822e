package dev.egresstls.lab.console.terminal;

import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Status;

/**
 * One row at the bottom of the terminal that does not scroll. There is none on a terminal that
 * cannot keep a row from scrolling, or that has only a few.
 */
final class StatusBar {
  private static final int FEWEST_ROWS = 7;

  /** From here on JLine takes a size for a mistake, and draws no status. */
  private static final int TOO_MANY = 1000;

  private static final List<Capability> NEEDED =
      List.of(
          Capability.change_scroll_region,
          Capability.save_cursor,
          Capability.restore_cursor,
          Capability.cursor_address);

  private final Terminal terminal;
  private List<AttributedString> rows = List.of();

  StatusBar(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Draws the row, where it differs from the one that is there. The cursor is in column 0. */
  void draw(String row) {
    List<AttributedString> wanted = hasRoom() ? List.of(AttributedString.fromAnsi(row)) : List.of();
    if (wanted.equals(rows)) {
      return;
    }
    if (rows.isEmpty()) {
      place(wanted);
    } else {
      status().update(wanted);
    }
    rows = wanted;
  }

  private boolean hasRoom() {
    return terminal.getHeight() >= FEWEST_ROWS
        && terminal.getHeight() < TOO_MANY
        && terminal.getWidth() < TOO_MANY
        && NEEDED.stream().allMatch(one -> terminal.getStringCapability(one) != null);
  }

  /**
   * Makes room for the row. JLine would scroll the whole screen for it, even an empty one: so it is
   * notified of the row while it must not draw, and then that the terminal has this size.
   */
  private void place(List<AttributedString> wanted) {
    Status status = status();
    status.suspend();
    status.update(List.of());
    status.resize(new Size(1, terminal.getHeight()));
    terminal.writer().print('\n');
    terminal.puts(Capability.cursor_up);
    status.update(wanted);
    status.resize(size());
    status.restore();
  }

  /** Takes it from the screen, and lets the whole screen scroll again. */
  void hide() {
    if (!rows.isEmpty()) {
      rows = List.of();
      status().hide();
    }
  }

  /** It is no longer on the screen, or not where it was. */
  void forget() {
    rows = List.of();
    Status status = status();
    status.suspend();
    status.update(List.of());
    status.resize(new Size(1, terminal.getHeight()));
    status.resize(size());
    status.restore();
  }

  /** Without the last column: some terminals go on to the next row once something is in it. */
  private Size size() {
    return new Size(Math.max(1, terminal.getWidth() - 1), terminal.getHeight());
  }

  private Status status() {
    return Status.getStatus(terminal);
  }
}

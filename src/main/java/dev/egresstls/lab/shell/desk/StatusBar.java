package dev.egresstls.lab.shell.desk;

import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;

/**
 * One row at the bottom of the terminal that does not scroll. There is none on a terminal that
 * cannot keep a row from scrolling, or that has only a few.
 */
final class StatusBar {
  private static final int FEWEST_ROWS = 7;

  private final Terminal terminal;
  private List<AttributedString> rows = List.of();

  StatusBar(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Draws the row, where it differs from the one that is there. */
  void draw(String row) {
    List<AttributedString> wanted =
        terminal.getHeight() < FEWEST_ROWS ? List.of() : List.of(AttributedString.fromAnsi(row));
    if (!wanted.equals(rows)) {
      rows = wanted;
      status().update(rows);
    }
  }

  /** Takes it from the screen, and lets the whole screen scroll again. */
  void hide() {
    if (!rows.isEmpty()) {
      rows = List.of();
      status().hide();
    }
  }

  /** The terminal has another size. */
  void resized() {
    if (!rows.isEmpty()) {
      status().resize(terminal.getSize());
    }
  }

  /** Something else may have written over it, or let it scroll away. */
  void forget() {
    rows = List.of();
    status().resize(terminal.getSize());
  }

  private Status status() {
    return Status.getStatus(terminal);
  }
}

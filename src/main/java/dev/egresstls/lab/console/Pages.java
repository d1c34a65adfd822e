package dev.egresstls.lab.console;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jline.terminal.Terminal;
import org.jline.utils.Curses;
import org.jline.utils.InfoCmp.Capability;

/**
 * Pages to read on a terminal. A page that fits is printed, and printed again when the width
 * changes while nothing else was printed below it. One that does not fit is shown in a pager.
 */
final class Pages {
  /** Rows that the prompt and what stands below it take. */
  private static final int KEPT_FREE = 3;

  private final Terminal terminal;
  private final Theme theme;
  private IntFunction<List<Line>> last;
  private int lastColumns;

  Pages(Terminal terminal, Theme theme) {
    this.terminal = terminal;
    this.theme = theme;
  }

  /**
   * Shows a page in a pager until the reader leaves it.
   *
   * @return nothing
   */
  Void read(IntFunction<List<Line>> page) throws IOException, InterruptedException {
    Theme shown = theme.withoutLinks();
    Pager.show(terminal, width -> rows(page, shown, width), theme.spell(say("shell.pager.hint")));
    return null;
  }

  /** Whether it can be seen as a whole, with the prompt below it. */
  boolean fits(IntFunction<List<Line>> page, int columns) {
    return taken(page, columns, columns) <= terminal.getHeight() - KEPT_FREE;
  }

  /** How many rows a page takes that was laid out for one width, on a terminal of another. */
  private int taken(IntFunction<List<Line>> page, int laidOutFor, int columns) {
    return rows(page, new Theme(false, theme.unicode()), laidOutFor).stream()
        .mapToInt(row -> Math.max(1, (Columns.of(row) + columns - 1) / columns))
        .sum();
  }

  private static List<String> rows(IntFunction<List<Line>> page, Theme theme, int columns) {
    return new Layout(theme, columns).rows(page.apply(columns));
  }

  /** The page was printed, and nothing is below it yet. */
  synchronized void printed(IntFunction<List<Line>> page, int columns) {
    last = page;
    lastColumns = columns;
  }

  /** Something was printed below the page: it stays as it is. */
  synchronized void forget() {
    last = null;
  }

  /**
   * What replaces the last page by the same for another width, if it is still what was shown last
   * and fits. The terminal has broken its rows again already, as all do that keep what has scrolled
   * away. To be printed where the page ends.
   */
  synchronized Optional<List<String>> again(int columns) {
    String up = terminal.getStringCapability(Capability.parm_up_cursor);
    String erase = terminal.getStringCapability(Capability.clr_eos);
    if (last == null || columns == lastColumns || up == null || erase == null) {
      return Optional.empty();
    }
    int above = Math.min(taken(last, lastColumns, columns), terminal.getHeight() - 1);
    lastColumns = columns;
    if (!fits(last, columns)) {
      return Optional.empty();
    }
    List<String> rows = new ArrayList<>(rows(last, theme, columns));
    rows.set(0, Curses.tputs(up, above) + Curses.tputs(erase) + rows.get(0));
    return Optional.of(rows);
  }
}

package dev.egresstls.lab.shell.console.terminal;

/**
 * What terminals do with rows that are wider than they have become: all but xterm move the rest to
 * a further row.
 */
final class Reflow {
  private static final boolean REFLOWS = System.getenv("XTERM_VERSION") == null;

  private Reflow() {}

  /** How many rows a row goes on for before the character at a column, on a terminal so wide. */
  static int more(int column, int columns) {
    return REFLOWS && columns > 0 ? Math.max(0, column) / columns : 0;
  }
}

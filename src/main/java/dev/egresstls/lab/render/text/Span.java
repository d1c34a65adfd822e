package dev.egresstls.lab.render.text;

import dev.egresstls.lab.value.Neutral;

/**
 * A piece of a line. Whatever is shown passes through here, so here everything that could move the
 * cursor or talk to the terminal is taken out.
 *
 * @param text made neutral; a line break in it becomes a blank
 */
public record Span(Role role, String text) {
  public Span {
    text = Neutral.text(text).replace('\n', ' ');
  }

  /** How many terminal columns it takes. */
  public int columns() {
    return Columns.of(text);
  }
}

package dev.egresstls.lab.render.text;

/** A piece of a line: a role and a text without line breaks. */
public record Span(Role role, String text) {
  /** How many terminal columns it takes. */
  public int columns() {
    return Columns.of(text);
  }
}

package dev.egresstls.lab.render.text;

import dev.egresstls.lab.value.Neutral;
import java.util.regex.Pattern;

/**
 * A piece of a line. Whatever is shown passes through here, so here everything that could move the
 * cursor or talk to the terminal is taken out.
 *
 * @param text made neutral; a line break in it becomes a blank
 * @param link the web address that it leads to, of printable ASCII alone; empty for none
 */
public record Span(Role role, String text, String link) {
  private static final Pattern WEB = Pattern.compile("https?://[!-~]+");

  public Span {
    text = Neutral.text(text).replace('\n', ' ');
    link = link.isEmpty() || isWeb(link) ? link : "";
  }

  /** A piece that leads nowhere. */
  public Span(Role role, String text) {
    this(role, text, "");
  }

  /** Whether an address may be given to a terminal, to open it when it is clicked. */
  public static boolean isWeb(String address) {
    return WEB.matcher(address).matches();
  }

  /** The same, with another text. */
  public Span text(String other) {
    return new Span(role, other, link);
  }

  /** Whether another one has the same role and leads to the same place. */
  boolean looksLike(Span other) {
    return role == other.role && link.equals(other.link);
  }

  /** How many terminal columns it takes. */
  public int columns() {
    return Columns.of(text);
  }
}

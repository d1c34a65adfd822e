package dev.egresstls.lab.render.text;

import static dev.egresstls.lab.message.Messages.say;

import java.time.Duration;

/**
 * Owns every colour and every sign.
 *
 * @param colour whether escape sequences for colours are written
 * @param unicode whether the terminal shows more than ASCII
 * @param links whether the terminal opens web addresses that stand behind a text (OSC 8)
 * @param spoken whether it is read to someone: words stand for signs
 */
public record Theme(boolean colour, boolean unicode, boolean links, boolean spoken) {
  /** Signs, but no colours: for files, pipes and tests. */
  public static final Theme PLAIN = new Theme(false, true);

  private static final int TURN_MILLIS = 100;
  private static final String OFF = "\u001b[0m";

  /** A theme that shows the addresses of links in clear. */
  public Theme(boolean colour, boolean unicode) {
    this(colour, unicode, false, false);
  }

  /** The same, read to someone. */
  public Theme aloud() {
    return new Theme(false, unicode, false, true);
  }

  /** The same without colours, as wide. */
  public Theme withoutColour() {
    return new Theme(false, unicode, false, spoken);
  }

  /** The same, with the addresses of links in clear. */
  public Theme withoutLinks() {
    return new Theme(colour, unicode, false, spoken);
  }

  /** A piece in the colour of its role, with its link behind it where the terminal can do that. */
  public String paint(Span span) {
    String painted = paint(span.role(), span.text());
    return links && !span.link().isEmpty() ? Hyperlinks.around(painted, span.link()) : painted;
  }

  /** The text in the colour of its role. */
  public String paint(Role role, String text) {
    String on = colour ? sequence(role) : "";
    return on.isEmpty() || text.isBlank() ? text : on + text + OFF;
  }

  /** Those that are seen on a light and on a dark background: docs/decisions/0010-colours.md. */
  private static String sequence(Role role) {
    return switch (role) {
      case PLAIN -> "";
      case TITLE, STRESS, CODE -> "\u001b[1m";
      case MET -> "\u001b[32m";
      case UNMET -> "\u001b[31m";
      case PENDING, WARNING -> "\u001b[35m";
      case QUIET -> "\u001b[2m";
    };
  }

  /** The sign before a line. */
  public Span sign(Mark mark) {
    return new Span(mark.role(), spoken ? mark.word() : mark.sign(unicode));
  }

  /** The sign of a step in the row of steps. */
  public Span rowSign(Mark mark) {
    return new Span(mark.role(), spoken ? mark.word() : mark.rowSign(unicode));
  }

  /** The sign of a step in the status bar. */
  public Span barSign(Mark mark) {
    return new Span(mark.role(), mark.barSign(unicode));
  }

  /** The sign of something in progress, after some time: it turns. */
  public String spinner(Duration time) {
    String turns = unicode ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "|/-\\";
    int turn = (int) (time.toMillis() / TURN_MILLIS % turns.length());
    return turns.substring(turn, turn + 1);
  }

  /** A bar, so much of which is done. */
  public String bar(int done, int whole) {
    return (unicode ? "━" : "=").repeat(done) + (unicode ? "╌" : ".").repeat(whole - done);
  }

  /** The end of the prompt. */
  public String promptEnd() {
    return unicode && !spoken ? "›" : ">";
  }

  /** The text with the few signs that the lab itself uses written in ASCII where it must be. */
  public String spell(String text) {
    if (spoken) {
      return unicode ? worded(text) : ascii(worded(text));
    }
    return unicode ? text : ascii(text);
  }

  /** What joins words on a screen, as a voice says it. */
  private static String worded(String text) {
    return text.replace(" · ", ", ").replace("→", say("render.speech.arrow")).replace("…", "...");
  }

  private static String ascii(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(point -> plain.append(ascii(point)));
    return plain.toString();
  }

  private static String ascii(int point) {
    return switch (point) {
      case '·' -> "-";
      case '…' -> "...";
      case '→' -> "->";
      case '≠' -> "!=";
      case '›' -> ">";
      case '–', '—' -> "-";
      case '│' -> "|";
      case '─' -> "-";
      case '┌', '┐', '└', '┘', '├' -> "+";
      case '▶' -> ">";
      case '▼' -> "v";
      case '•' -> "*";
      case '✓', '✔' -> "[ok]";
      case '✗', '✘' -> "[!!]";
      case '“', '”' -> "\"";
      case '‘', '’' -> "'";
      case '×' -> "x";
      case '\u00a0' -> "\u00a0";
      default -> point < 128 ? String.valueOf((char) point) : "?";
    };
  }
}

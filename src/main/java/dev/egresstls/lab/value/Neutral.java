package dev.egresstls.lab.value;

/**
 * Makes text from outside (servers, pods, tools, files) safe to show: nothing in it can move the
 * cursor, colour the screen, talk to the terminal or turn the order of letters around.
 */
public final class Neutral {
  /** A line is cut after so many code points. */
  public static final int LONGEST_LINE = 4000;

  private static final int ESCAPE = 0x1b;
  private static final int BELL = 0x07;
  private static final int REPLACEMENT = 0xfffd;

  private Neutral() {}

  /**
   * The text without control sequences. Line feeds stay, a tab becomes a space, and a line longer
   * than {@link #LONGEST_LINE} is cut with an ellipsis.
   */
  public static String text(String untrusted) {
    if (untrusted.length() <= LONGEST_LINE && isPlain(untrusted)) {
      return untrusted;
    }
    StringBuilder safe = new StringBuilder(Math.min(untrusted.length(), LONGEST_LINE));
    int inLine = 0;
    int i = 0;
    while (i < untrusted.length()) {
      int after = afterSequence(untrusted, i);
      if (after > i) {
        i = after;
        continue;
      }
      int c = untrusted.codePointAt(i);
      i += Character.charCount(c);
      inLine = append(safe, c, inLine);
    }
    return safe.toString();
  }

  /** Most of what is shown: printable ASCII alone. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** As {@link #text}, in one line: line breaks become spaces, and the ends are trimmed. */
  public static String line(String untrusted) {
    return text(untrusted.strip().replaceAll("\\s*[\\r\\n\\u0085\\u2028\\u2029]+\\s*", " "))
        .strip();
  }

  private static int append(StringBuilder safe, int c, int inLine) {
    if (c == '\n') {
      safe.append('\n');
      return 0;
    }
    int shown = shown(c);
    if (shown < 0 || inLine > LONGEST_LINE) {
      return inLine;
    }
    if (inLine == LONGEST_LINE) {
      safe.append('\u2026');
    } else {
      safe.appendCodePoint(shown);
    }
    return inLine + 1;
  }

  /** What is shown for a code point, or -1 for nothing. */
  private static int shown(int c) {
    if (c == '\t' || c == 0x2028 || c == 0x2029) {
      return ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL -> -1;
      case Character.SURROGATE -> REPLACEMENT;
      case Character.FORMAT -> joinsLetters(c) ? c : -1;
      default -> c;
    };
  }

  /** Zero width joiner and non-joiner belong to emoji and scripts; they move nothing. */
  private static boolean joinsLetters(int c) {
    return c == 0x200c || c == 0x200d;
  }

  /** The place after the control sequence that begins at {@code i}, or {@code i} for none. */
  private static int afterSequence(String text, int i) {
    char c = text.charAt(i);
    if (c == 0x9b) {
      return afterParameters(text, i + 1);
    }
    if (isString(c)) {
      return afterString(text, i + 1);
    }
    if (c != ESCAPE) {
      return i;
    }
    if (i + 1 == text.length()) {
      return i + 1;
    }
    char kind = text.charAt(i + 1);
    if (kind == '[') {
      return afterParameters(text, i + 2);
    }
    if (isString((char) (kind + 0x40)) && kind < 0x60) {
      return afterString(text, i + 2);
    }
    return afterIntermediates(text, i + 1);
  }

  /** DCS, SOS, OSC, PM and APC (ECMA-48): a text for the terminal follows, up to ST or BEL. */
  private static boolean isString(char c) {
    return c == 0x90 || c == 0x98 || c == 0x9d || c == 0x9e || c == 0x9f;
  }

  private static int afterString(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == BELL || c == 0x9c) {
        return i + 1;
      }
      if (c == ESCAPE && i + 1 < text.length() && text.charAt(i + 1) == '\\') {
        return i + 2;
      }
      if (c == '\n') {
        return i;
      }
    }
    return text.length();
  }

  private static int afterParameters(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) < 0x40) {
      i++;
    }
    boolean ends = i < text.length() && text.charAt(i) >= 0x40 && text.charAt(i) < 0x7f;
    return ends ? i + 1 : i;
  }

  private static int afterIntermediates(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) < 0x30) {
      i++;
    }
    boolean ends = i < text.length() && text.charAt(i) >= 0x30 && text.charAt(i) < 0x7f;
    return ends ? i + 1 : i;
  }
}

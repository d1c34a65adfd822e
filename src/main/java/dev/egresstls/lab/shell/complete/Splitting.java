package dev.egresstls.lab.shell.complete;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line at its blanks, but for those between quotes or behind a backslash, which is what
 * Tab writes. Any other backslash is one, as in the paths of Windows.
 */
public final class Splitting {
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;
  private char quote;

  private Splitting() {}

  /** The words, without the quotes around them. A quote that is never closed goes to the end. */
  public static List<String> words(String line) {
    Splitting splitting = new Splitting();
    for (int i = 0; i < line.length(); i++) {
      boolean escaped = splitting.escapes(line, i);
      i += escaped ? 1 : 0;
      splitting.take(line.charAt(i), escaped);
    }
    splitting.end();
    return splitting.words;
  }

  private boolean escapes(String line, int i) {
    if (quote != 0 || line.charAt(i) != '\\' || i + 1 == line.length()) {
      return false;
    }
    char next = line.charAt(i + 1);
    return Character.isWhitespace(next) || next == '"' || next == '\'';
  }

  private void take(char c, boolean escaped) {
    boolean opens = quote == 0 && !escaped && (c == '"' || c == '\'');
    if (opens || quote != 0 && c == quote) {
      quote = opens ? c : 0;
      begun = true;
    } else if (quote == 0 && !escaped && Character.isWhitespace(c)) {
      end();
    } else {
      word.append(c);
      begun = true;
    }
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
    }
    word.setLength(0);
    begun = false;
  }
}

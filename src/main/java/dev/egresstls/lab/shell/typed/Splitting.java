package dev.egresstls.lab.shell.typed;

import java.util.ArrayList;
import java.util.List;

/** Splits a line at its blanks, but for those between quotes. */
public final class Splitting {
  private Splitting() {}

  /** The words, without the quotes around them. A quote that is never closed goes to the end. */
  public static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean opens = quote == 0 && (c == '"' || c == '\'');
      if (opens || quote != 0 && c == quote) {
        quote = opens ? c : 0;
        begun = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}

package dev.egresstls.lab.practice.data.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Splits a shell line into words and operators, with quotes and variables. */
final class Words {
  private final String line;
  private final Map<String, String> variables;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;
  private char quote;

  private Words(String line, Map<String, String> variables) {
    this.line = line;
    this.variables = variables;
  }

  /**
   * The words of a line.
   *
   * @return operators ({@code ;}, {@code |}, {@code &&}, {@code ||}, a line end as {@code ;}) with
   *     a leading NUL, so that no quoted word is taken for one
   */
  static List<String> split(String line, Map<String, String> variables) {
    Words words = new Words(line, variables);
    int at = 0;
    while (at < line.length()) {
      at = words.read(at);
    }
    words.flush();
    return words.words;
  }

  private int read(int at) {
    char c = line.charAt(at);
    if (quote != 0) {
      return quoted(c, at);
    }
    if (c == '\'' || c == '"') {
      quote = c;
      begun = true;
      return at + 1;
    }
    if (c == '\\' && at + 1 < line.length()) {
      return literal(line.charAt(at + 1), at + 1);
    }
    if (c == '$') {
      return variable(at);
    }
    if (Character.isWhitespace(c) || c == ';' || c == '|' || (c == '&' && doubled(at))) {
      return boundary(c, at);
    }
    return literal(c, at);
  }

  private int quoted(char c, int at) {
    if (c == quote) {
      quote = 0;
      return at + 1;
    }
    return c == '$' && quote == '"' ? variable(at) : literal(c, at);
  }

  private int literal(char c, int at) {
    word.append(c);
    begun = true;
    return at + 1;
  }

  private boolean doubled(int at) {
    return at + 1 < line.length() && line.charAt(at + 1) == line.charAt(at);
  }

  private int boundary(char c, int at) {
    flush();
    if (c == '\n' || c == ';') {
      words.add("\0;");
    } else if (c == '|' || c == '&') {
      words.add("\0" + (doubled(at) ? "" + c + c : "" + c));
      return at + (doubled(at) ? 2 : 1);
    }
    return at + 1;
  }

  private int variable(int at) {
    int end = at + 1;
    boolean braced = end < line.length() && line.charAt(end) == '{';
    int start = braced ? end + 1 : end;
    end = start;
    while (end < line.length() && isName(line.charAt(end))) {
      end++;
    }
    if (end == start) {
      return literal('$', at);
    }
    word.append(variables.getOrDefault(line.substring(start, end), ""));
    begun = true;
    return braced && end < line.length() ? end + 1 : end;
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void flush() {
    if (begun) {
      words.add(word.toString());
      word.setLength(0);
      begun = false;
    }
  }
}

package dev.egresstls.lab.practice.store.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens. */
final class CelTokens {
  /** What a token is. */
  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  /** A token: for TEXT, what stands between the quotes, unescaped. */
  record Token(Kind kind, String text, int at) {}

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|//[^\\n]*"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)(?![\"'])"
              + "|(?<number>\\d+(\\.\\d+)?([eE][+-]?\\d+)?u?)"
              + "|(?<raw>[rR])?(?<text>\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')"
              + "|(?<sign>&&|\\|\\||==|!=|<=|>=|[-+*/%<>!?:.,()\\[\\]{}])",
          Pattern.DOTALL);

  private CelTokens() {}

  static List<Token> of(String expression) {
    List<Token> tokens = new ArrayList<>();
    Matcher next = TOKEN.matcher(expression);
    int at = 0;
    while (at < expression.length()) {
      if (!next.find(at) || next.start() != at) {
        throw new Cel.Unreadable("unexpected '" + expression.charAt(at) + "' at " + (at + 1));
      }
      add(next, tokens);
      at = next.end();
    }
    tokens.add(new Token(Kind.END, "end of the rule", at));
    return tokens;
  }

  private static void add(Matcher found, List<Token> tokens) {
    int at = found.start() + 1;
    if (found.group("name") != null) {
      tokens.add(new Token(Kind.NAME, found.group("name"), at));
    } else if (found.group("number") != null) {
      tokens.add(new Token(Kind.NUMBER, found.group("number"), at));
    } else if (found.group("text") != null) {
      String text = unquoted(found.group("text"));
      boolean raw = found.group("raw") != null;
      tokens.add(new Token(Kind.TEXT, raw ? text : unescaped(text), at));
    } else if (found.group("sign") != null) {
      tokens.add(new Token(Kind.SIGN, found.group("sign"), at));
    }
  }

  private static String unquoted(String text) {
    boolean three = text.length() >= 6 && (text.startsWith("\"\"\"") || text.startsWith("'''"));
    int quotes = three ? 3 : 1;
    return text.substring(quotes, text.length() - quotes);
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      i++;
      switch (text.charAt(i)) {
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'r' -> plain.append('\r');
        case 'u' -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }
}

package dev.egresstls.lab.shell.transcript;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a transcript as a regular expression: see docs/transcripts.md. */
final class Patterns {
  private static final Pattern HOLE = Pattern.compile("\\{\\{(.+?)}}");

  private Patterns() {}

  static boolean matches(String expected, String shown) {
    return pattern(expected.stripTrailing()).matcher(shown.stripTrailing()).matches();
  }

  private static Pattern pattern(String expected) {
    StringBuilder regex = new StringBuilder();
    Matcher hole = HOLE.matcher(expected);
    int from = 0;
    while (hole.find()) {
      regex.append(literal(expected.substring(from, hole.start()))).append(any(hole.group(1)));
      from = hole.end();
    }
    return Pattern.compile(regex.append(literal(expected.substring(from))).toString());
  }

  private static String any(String name) {
    return switch (name) {
      case "time" -> "(?:\\d+\\.\\d s|\\d+ m \\d\\d s)";
      case "name" -> "[A-Za-z0-9](?:[-A-Za-z0-9.]*[A-Za-z0-9])?";
      case "number" -> "\\d+";
      case "ip" -> "\\d{1,3}(?:\\.\\d{1,3}){3}";
      case "…", "..." -> ".*";
      default -> throw new IllegalArgumentException("no pattern is called {{" + name + "}}");
    };
  }

  /** Two blanks or more stand for any number of blanks: what is right of them may move. */
  private static String literal(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.split("(?<= {2})(?! )|(?<! )(?= {2})")) {
      regex.append(part.isBlank() && part.length() > 1 ? " {2,}" : Pattern.quote(part));
    }
    return regex.toString();
  }
}

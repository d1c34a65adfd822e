package dev.egresstls.lab.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that would take over a terminal, and what must not have reached one. */
public final class Hostile {
  /** What anybody may see of it. */
  public static final String SEEN = "P0IS0N";

  /**
   * Titles, clearing, questions to the terminal, links, device control strings, colours by one
   * character, text from right to left, bells and nothing at all, around {@link #SEEN}.
   */
  public static final String TEXT =
      "\u001b]0;title\u0007\u001b[2J\u001b[6n\u001b]8;;https://evil.test\u001b\\"
          + SEEN
          + "\u001bPq#0\u001b\\\u009b31m\u009d0;t\u009c\u202e\u2066\u200f\u0007\u0000\u001bc\r\u0008";

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\u001b[\\]PX^_ckN]|\u001b\\[2J|\u001b\\[6n|[\\u0080-\\u009f\\u0000\\u0007]"
              + "|[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\u061c]");

  private static final int LONGEST = 5000;

  private Hostile() {}

  /** As it stands in a JSON or YAML text in double quotes. */
  public static String quoted() {
    StringBuilder quoted = new StringBuilder();
    for (char c : TEXT.toCharArray()) {
      quoted.append(
          c < ' ' || c > '~' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    }
    return quoted.toString();
  }

  /** Expects that it was shown, and that nothing of it can do harm. */
  public static void shownHarmless(String written) {
    assertTrue(written.contains(SEEN), () -> "not shown at all:\n" + written);
    harmless(written);
  }

  /** Expects that nothing in it can do harm, if a terminal gets it. */
  public static void harmless(String written) {
    List<String> found = new ArrayList<>();
    Matcher matcher = FORBIDDEN.matcher(written);
    while (matcher.find()) {
      int from = Math.max(0, matcher.start() - 60);
      String around = written.substring(from, Math.min(written.length(), matcher.end() + 20));
      found.add(escaped(around));
    }
    assertEquals(List.of(), found, "reached the terminal");
    written
        .lines()
        .forEach(line -> assertTrue(line.length() < LONGEST, () -> "a line of " + line.length()));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c -> escaped.append(c < ' ' || c > '~' ? String.format("\\u%04x", c) : (char) c + ""));
    return escaped.toString();
  }
}

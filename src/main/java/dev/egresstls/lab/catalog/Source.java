package dev.egresstls.lab.catalog;

import dev.egresstls.lab.lab.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a lab's file, for places in it. */
public final class Source {
  private static final Pattern HEADING = Pattern.compile("##\\s+([a-z0-9][a-z0-9-]*)\\s*");
  private static final String FENCE = "```";

  private final String file;
  private final String text;
  private final int codePoints;
  private Map<String, Range> sections;

  /** From a character, counted from 0, to before another. */
  record Range(int from, int to) {}

  /**
   * A text.
   *
   * @param file as a user would name it
   */
  public Source(String file, String text) {
    this.file = file;
    this.text = text;
    this.codePoints = text.codePointCount(0, text.length());
  }

  /** The file, as a user would name it. */
  public String file() {
    return file;
  }

  /** All that stands in it. */
  public String text() {
    return text;
  }

  /**
   * Where a section of Markdown stands, below its heading; the text before the first heading has
   * the name "". Empty if there is none.
   */
  Optional<Range> section(String name) {
    if (sections == null) {
      sections = sections();
    }
    return Optional.ofNullable(sections.get(name));
  }

  /** Once for all sections: a lab asks for each of some hundred by name. */
  private Map<String, Range> sections() {
    Map<String, Range> found = new HashMap<>();
    String name = "";
    int from = 0;
    boolean code = false;
    int next;
    for (int at = 0; at <= text.length(); at = next) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      next = end + 1;
      code ^= text.startsWith(FENCE, at);
      if (!code && text.startsWith("##", at)) {
        Matcher heading = HEADING.matcher(text.substring(at, end));
        if (heading.matches()) {
          found.putIfAbsent(name, new Range(from, at));
          name = heading.group(1);
          from = Math.min(text.length(), next);
        }
      }
    }
    found.putIfAbsent(name, new Range(from, text.length()));
    return found;
  }

  /** What stands in a range, without the white space around it. */
  String text(Range range) {
    return text.substring(range.from(), range.to()).strip();
  }

  /** The place of a character, counted from 0. */
  public Problem.Place place(int offset) {
    int at = Math.max(0, Math.min(offset, text.length()));
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int line = (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    return new Problem.Place(file, line, at - lineStart + 1);
  }

  /** A mistake at a character, counted from 0. */
  public Mistake mistake(int offset, String what) {
    return mistake(place(offset), what);
  }

  /** A mistake at a place, with its line. */
  public Mistake mistake(Problem.Place place, String what) {
    List<String> lines = text.lines().toList();
    return new Mistake(
        place, what, place.line() <= lines.size() ? lines.get(place.line() - 1) : "");
  }

  /** The offset of the n-th code point, which is how the YAML library counts. */
  public int offset(int n) {
    int at = Math.min(n, codePoints);
    // Asked for each value of a lab, and hardly a lab has a character that takes two.
    return codePoints == text.length() ? at : text.offsetByCodePoints(0, at);
  }
}

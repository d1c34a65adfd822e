package dev.egresstls.lab.value;

import static dev.egresstls.lab.message.Messages.say;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions between bounds, such as {@code >=1.26 <1.28}: every term must hold. Of several such
 * ranges, divided by {@code ||}, one must.
 */
public final class VersionRange {
  private static final Pattern TERM = Pattern.compile("(>=|<=|>|<|=)(v?\\d.*)");

  private record Term(String operator, Version bound) {
    boolean allows(Version version) {
      int order = version.compareTo(bound);
      return switch (operator) {
        case ">=" -> order >= 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case "<" -> order < 0;
        default -> order == 0;
      };
    }
  }

  private final String text;
  private final List<List<Term>> ranges;

  private VersionRange(String text, List<List<Term>> ranges) {
    this.text = text;
    this.ranges = ranges;
  }

  /**
   * Reads a range.
   *
   * @param text terms of an operator ({@code >= <= > < =}) and a version, divided by blanks
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static VersionRange of(String text) {
    List<List<Term>> ranges = new ArrayList<>();
    for (String range : text.split("\\|\\|", -1)) {
      ranges.add(terms(range, text));
    }
    return new VersionRange(text.strip(), List.copyOf(ranges));
  }

  private static List<Term> terms(String range, String text) {
    List<Term> terms = new ArrayList<>();
    for (String one : range.strip().split("\\s+")) {
      Matcher matcher = TERM.matcher(one);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(say("value.range.no-bound", one, text));
      }
      Version bound =
          Version.of(matcher.group(2))
              .orElseThrow(() -> new IllegalArgumentException(say("value.range.no-version", one)));
      terms.add(new Term(matcher.group(1), bound));
    }
    return List.copyOf(terms);
  }

  public boolean contains(Version version) {
    return ranges.stream().anyMatch(terms -> terms.stream().allMatch(term -> term.allows(version)));
  }

  /** Whether the text is a version (see {@link Version#of}) of this range. */
  public boolean contains(String version) {
    return Version.of(version).map(this::contains).orElse(false);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}

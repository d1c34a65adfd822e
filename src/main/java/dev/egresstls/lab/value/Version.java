package dev.egresstls.lab.value;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release such as {@code 1.27.9}; what follows the numbers ({@code -distroless}) is omitted. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
  private static final Pattern NUMBERS =
      Pattern.compile("v?(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?(?:[-+].*)?");

  /**
   * Reads a version, with or without v, or the tag of an image's name.
   *
   * @param text such as {@code v1.3.0}, {@code 1.26} or {@code
   *     docker.io/istio/pilot:1.27.9@sha256:…}
   * @return empty if it is none
   */
  public static Optional<Version> of(String text) {
    String bare = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
    int tag = bare.lastIndexOf(':');
    Matcher matcher = NUMBERS.matcher(tag > bare.lastIndexOf('/') ? bare.substring(tag + 1) : bare);
    return matcher.matches()
        ? Optional.of(
            new Version(
                number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3))))
        : Optional.empty();
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  @Override
  public int compareTo(Version other) {
    return Comparator.comparingInt(Version::major)
        .thenComparingInt(Version::minor)
        .thenComparingInt(Version::patch)
        .compare(this, other);
  }

  /** {@code 1.27.9}. */
  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}

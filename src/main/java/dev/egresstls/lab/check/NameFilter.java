package dev.egresstls.lab.check;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of resources in a sidecar, some of them with {@code *} for any text.
 *
 * @param names such as {@code *_443}; at least one
 */
public record NameFilter(Set<String> names) {
  public NameFilter {
    names = Set.copyOf(names);
  }

  /** A filter for some names. */
  public static NameFilter of(Collection<String> names) {
    return new NameFilter(Set.copyOf(names));
  }

  /**
   * The filter as a regular expression that can be in a URL as it is. Signs with a meaning of their
   * own become a dot, so that it lets through a little too much: {@link #wants} decides.
   */
  public String regex() {
    return new TreeSet<>(names)
        .stream()
            .map(name -> name.replaceAll("[^A-Za-z0-9_:/~*-]", ".").replace("*", ".*"))
            .collect(Collectors.joining("|"));
  }

  /** Whether a name is one of them. */
  public boolean wants(String name) {
    return names.contains(name)
        || names.stream()
            .filter(one -> one.contains("*"))
            .anyMatch(one -> name.matches(pattern(one)));
  }

  private static String pattern(String name) {
    return List.of(name.split("\\*", -1)).stream()
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }
}

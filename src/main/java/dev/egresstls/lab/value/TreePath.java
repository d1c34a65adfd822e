package dev.egresstls.lab.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Splits a path such as {@code spec.ports[0].name} into keys and places. */
public final class TreePath {
  /** Paths come from code and labs, the same few hundred over and over. */
  private static final Map<String, List<Object>> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 2000;

  private TreePath() {}

  /**
   * The parts of a path.
   *
   * @param path keys divided by dots, places and keys with dots in brackets; empty for the value
   *     itself
   * @return {@link String} keys and {@link Integer} places, in order
   */
  public static List<Object> parts(String path) {
    List<Object> known = KNOWN.get(path);
    if (known != null) {
      return known;
    }
    List<Object> parts = List.copyOf(split(path));
    if (KNOWN.size() < MOST_KNOWN) {
      KNOWN.put(path, parts);
    }
    return parts;
  }

  private static List<Object> split(String path) {
    List<Object> parts = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '[') {
        flush(key, parts);
        int end = path.indexOf(']', i);
        if (end < 0) {
          throw new IllegalArgumentException("no closing bracket in path " + path);
        }
        parts.add(bracketed(path.substring(i + 1, end)));
        i = end;
      } else if (c == '.') {
        flush(key, parts);
      } else {
        key.append(c);
      }
    }
    flush(key, parts);
    return parts;
  }

  private static Object bracketed(String inner) {
    boolean digits = !inner.isEmpty() && inner.chars().allMatch(Character::isDigit);
    return digits && inner.length() < 9 ? (Object) Integer.valueOf(inner) : inner;
  }

  private static void flush(StringBuilder key, List<Object> parts) {
    if (key.length() > 0) {
      parts.add(key.toString());
      key.setLength(0);
    }
  }
}

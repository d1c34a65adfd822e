package dev.egresstls.lab.value;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
public final class Spelling {
  private Spelling() {}

  /** The known name that is nearest, if it is near enough to be a slip. */
  public static Optional<String> near(String word, Collection<String> known) {
    int limit = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(one -> distance(word, one) <= limit)
        .min(Comparator.comparingInt((String one) -> distance(word, one)));
  }

  /** {@code ; did you mean x?}, or nothing. */
  public static String hint(String word, Collection<String> known) {
    return near(word, known).map(one -> "; did you mean " + one + "?").orElse("");
  }

  /** How many letters must be put in, left out or changed; letter case does not count. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        char a = Character.toLowerCase(from.charAt(i - 1));
        char b = Character.toLowerCase(to.charAt(j - 1));
        int changed = diagonal + (a == b ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}

package dev.egresstls.lab.value;

import static dev.egresstls.lab.message.Messages.say;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that someone may have meant. */
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
    return near(word, known).map(one -> say("value.spelling.hint", one)).orElse("");
  }

  /** How many letters must be put in, omitted, changed or swapped; letter case does not count. */
  static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = cost[i - 1][j - 1] + (same ? 0 : 1);
    least = Math.min(least, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}

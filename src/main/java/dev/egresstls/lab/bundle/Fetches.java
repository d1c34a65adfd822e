package dev.egresstls.lab.bundle;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who fetched what, of those answers that arrived as a whole. */
public final class Fetches {
  /**
   * How often a file was fetched.
   *
   * @param times whole answers
   * @param parts answers with a range of it
   * @param by the addresses that asked
   */
  public record Count(int times, int parts, Set<String> by) {
    public Count {
      by = new TreeSet<>(by);
    }
  }

  private final Map<String, Count> counts = new TreeMap<>();

  synchronized Count add(String file, String address, boolean whole) {
    Count before = counts.getOrDefault(file, new Count(0, 0, Set.of()));
    Set<String> by = new TreeSet<>(before.by());
    by.add(address);
    Count now = new Count(before.times() + (whole ? 1 : 0), before.parts() + (whole ? 0 : 1), by);
    counts.put(file, now);
    return now;
  }

  /** All counts until now, by file. */
  public synchronized Map<String, Count> counts() {
    return new TreeMap<>(counts);
  }
}

package dev.egresstls.lab.ledger.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a cluster differs from what it was: two inventories compared. Pure.
 *
 * @param since when the first inventory was taken
 * @param differences by name
 * @param compared how many objects were the same or not
 * @param newKinds kinds that were not served before
 * @param unread kinds that could not be listed at one of the two times
 * @param uncompared how many objects now follow others, which are compared
 */
public record DriftProof(
    String since,
    List<Difference> differences,
    int compared,
    List<String> newKinds,
    List<String> unread,
    int uncompared) {
  /** In what way an object differs. */
  public enum How {
    LEFT,
    GONE,
    CHANGED
  }

  /**
   * An object that is not as it was.
   *
   * @param object such as {@code Service default/web}
   * @param by who wrote it last, and when; empty if nobody knows
   */
  public record Difference(How how, String object, String by) {}

  public DriftProof {
    Objects.requireNonNull(since);
    differences = List.copyOf(differences);
    newKinds = List.copyOf(newKinds);
    unread = List.copyOf(unread);
  }

  /** Compares what a cluster was with what it is. */
  public static DriftProof between(Snapshot before, Snapshot now) {
    Map<String, Snapshot.Item> then = new TreeMap<>(before.items());
    List<Difference> differences = new ArrayList<>();
    TreeSet<String> unread = new TreeSet<>(before.unread());
    unread.addAll(now.unread());
    TreeSet<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.items().keySet());
    int compared = 0;
    for (String name : names) {
      Snapshot.Item was = then.get(name);
      Snapshot.Item is = now.items().get(name);
      if (isUnread(name, unread)) {
        continue;
      }
      compared++;
      if (was == null) {
        differences.add(new Difference(How.LEFT, name, is.changedBy()));
      } else if (is == null) {
        differences.add(new Difference(How.GONE, name, ""));
      } else if (was.differsFrom(is)) {
        differences.add(new Difference(How.CHANGED, name, is.changedBy()));
      }
    }
    List<String> newKinds =
        now.kinds().stream().filter(kind -> !before.kinds().contains(kind)).sorted().toList();
    return new DriftProof(
        before.taken(),
        differences,
        compared,
        newKinds.stream().filter(kind -> !unread.contains(kind)).toList(),
        List.copyOf(unread),
        now.uncompared());
  }

  /** Of a kind that was listed only once nothing can be said. */
  private static boolean isUnread(String name, TreeSet<String> unread) {
    return unread.contains(name.substring(0, name.indexOf(' ')));
  }

  /** Whether nothing differs. */
  public boolean none() {
    return differences.isEmpty();
  }

  /** How many objects differ in some way. */
  public long count(How how) {
    return differences.stream().filter(one -> one.how() == how).count();
  }
}

package dev.egresstls.lab.ledger;

import dev.egresstls.lab.ledger.Inventory.Found;
import dev.egresstls.lab.ledger.drift.SnapshotReader;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Resources;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a tool did, as far as two inventories tell.
 *
 * @param created what was not there before, by what it is called
 * @param changed what was there before and was changed by what the tool writes as
 * @param gone what was there before and is not now
 */
public record ToolEffect(List<String> created, List<String> changed, List<String> gone) {
  /** As what istioctl, istiod and the tools of practice write. */
  private static final Set<String> WRITERS =
      Set.of("istio-operator", "istioctl", "pilot-discovery", Resources.FIELD_MANAGER);

  public ToolEffect {
    created = List.copyOf(created);
    changed = List.copyOf(changed);
    gone = List.copyOf(gone);
  }

  /** What a tool's entry says; nothing is known of one that was cut short. */
  public static ToolEffect of(Entry entry) {
    Tree details = entry.content().details();
    return new ToolEffect(
        List.copyOf(details.get("came").fields().keySet()),
        details.get("changed").texts(),
        details.get("gone").texts());
  }

  /** What is known before a tool runs. */
  static Tree before(Tree details, Inventory now) {
    return details
        .with("before", now.json())
        .with("states", now.states())
        .with("unread", now.unread());
  }

  /** The same once it has run. */
  static Tree after(Tree details, Inventory now) {
    ToolEffect effect = between(details, now);
    Map<String, Object> came = new LinkedHashMap<>();
    since(details, now).forEach(one -> came.put(one.name(), one.uid()));
    return details
        .without("states")
        .with("came", came)
        .with("changed", effect.changed())
        .with("gone", effect.gone());
  }

  /** What was not there before; of kinds that could not be read then, nobody knows. */
  public static List<Found> since(Tree details, Inventory now) {
    Set<String> unread = new HashSet<>(details.get("unread").texts());
    return now.since(details.get("before")).objects().stream()
        .filter(one -> !one.owned() && !unread.contains(one.kind()))
        .toList();
  }

  /** Compares what was there before a tool ran with what is there now. */
  public static ToolEffect between(Tree details, Inventory now) {
    Map<String, Found> known =
        now.objects().stream()
            .collect(Collectors.toMap(Found::uid, Function.identity(), (one, other) -> one));
    Tree states = details.get("states");
    Set<String> unread = new HashSet<>(now.unread());
    Map<String, Tree> before = new TreeMap<>(details.get("before").fields());
    before.keySet().removeIf(name -> isUntold(name.substring(0, name.indexOf(' ')), unread));
    return new ToolEffect(
        since(details, now).stream().map(Found::name).toList(),
        before.keySet().stream()
            .filter(name -> known.containsKey(before.get(name).text("")))
            .filter(name -> isChanged(known.get(before.get(name).text("")), states))
            .toList(),
        before.keySet().stream()
            .filter(name -> !known.containsKey(before.get(name).text("")))
            .toList());
  }

  /** Whether nothing can be said of a kind: it comes and goes, or cannot be read any more. */
  private static boolean isUntold(String kind, Set<String> unread) {
    return unread.contains(kind)
        || SnapshotReader.churns(kind.substring(kind.lastIndexOf('/') + 1));
  }

  private static boolean isChanged(Found now, Tree states) {
    return states.get(now.uid()).isPresent()
        && !states.get(now.uid()).text("").equals(now.state())
        && !now.managers().isEmpty()
        && WRITERS.contains(now.managers().get(0));
  }
}

package dev.egresstls.lab.ledger.journal;

import dev.egresstls.lab.ledger.journal.FieldChange.Lines;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What differs between an object before and after a change, field by field. Pure. */
public final class Differences {
  /** What the server keeps of an object by itself. */
  static final Set<String> SERVERS =
      Set.of(
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields",
          "selfLink");

  private final List<FieldChange> found = new ArrayList<>();

  private Differences() {}

  /** The fields that differ, but for those that the server keeps. */
  public static List<FieldChange> of(Tree before, Tree after) {
    Differences differences = new Differences();
    differences.compare(FieldPath.ROOT, plain(before), plain(after));
    return List.copyOf(differences.found);
  }

  /** An object without its status and what the server keeps of it. */
  public static Tree plain(Tree object) {
    Tree metadata = object.get("metadata");
    for (String field : SERVERS) {
      metadata = metadata.without(field);
    }
    Tree plain = object.without("status");
    return metadata.fields().isEmpty()
        ? plain.without("metadata")
        : plain.with("metadata", metadata);
  }

  private void compare(FieldPath path, Tree before, Tree after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      members(path, before, after);
    } else if (before.isMissing() && after.isObject() && !after.fields().isEmpty()) {
      births(path, after);
    } else if (keyed(before) && keyed(after) && sameOrder(before, after)) {
      items(path, before, after);
    } else if (!yaml(path, before, after)) {
      found.add(FieldChange.of(path, before, after));
    }
  }

  private void members(FieldPath path, Tree before, Tree after) {
    Set<String> keys = new LinkedHashSet<>(before.fields().keySet());
    keys.addAll(after.fields().keySet());
    for (String key : keys) {
      compare(path.key(key), before.get(key), after.get(key));
    }
  }

  /**
   * An object that was not there: its fields are recorded one by one, for others may add theirs.
   */
  private void births(FieldPath path, Tree after) {
    int from = found.size();
    members(path, Tree.object(), after);
    for (int i = from; i < found.size(); i++) {
      found.set(i, found.get(i).bornBelow(path.length()));
    }
  }

  private static Map<String, Tree> byName(Tree list) {
    Map<String, Tree> items = new LinkedHashMap<>();
    list.items().forEach(item -> items.put(item.get("name").text(""), item));
    return items;
  }

  /** Whether a list is one of objects with names that differ, as Kubernetes merges by name. */
  private static boolean keyed(Tree list) {
    return list.isList()
        && !list.items().isEmpty()
        && list.items().stream().noneMatch(item -> item.get("name").text("").isEmpty())
        && byName(list).size() == list.items().size();
  }

  private static boolean sameOrder(Tree before, Tree after) {
    List<String> one = new ArrayList<>(byName(before).keySet());
    List<String> other = new ArrayList<>(byName(after).keySet());
    List<String> both = new ArrayList<>(other);
    one.retainAll(byName(after).keySet());
    both.retainAll(byName(before).keySet());
    return one.equals(both) && !one.isEmpty();
  }

  private void items(FieldPath path, Tree before, Tree after) {
    Map<String, Tree> was = byName(before);
    Map<String, Tree> is = byName(after);
    List<String> wasAt = List.copyOf(was.keySet());
    was.forEach(
        (name, item) -> {
          if (is.containsKey(name)) {
            compare(path.item(name), item, is.get(name));
          } else {
            found.add(gone(path.item(name), item, wasAt.indexOf(name)));
          }
        });
    is.forEach(
        (name, item) -> {
          if (!was.containsKey(name)) {
            found.add(FieldChange.of(path.item(name), Tree.MISSING, item));
          }
        });
  }

  private static FieldChange gone(FieldPath path, Tree item, int at) {
    return new FieldChange(path, item, Tree.MISSING, at, -1, Lines.NONE);
  }

  /** A text that holds YAML before and after, as {@code data.mesh} of Istio's ConfigMap does. */
  private boolean yaml(FieldPath path, Tree before, Tree after) {
    if (!path.under("data") || path.length() != 2 || path.yamlAt() >= 0) {
      return false;
    }
    Tree was = read(before);
    Tree is = read(after);
    if (!was.isObject() || !is.isObject() || was.equals(is)) {
      return false;
    }
    int from = found.size();
    compare(path.yaml(), was, is);
    Lines lines = YamlLines.between(before.text(""), after.text(""));
    for (int i = from; i < found.size(); i++) {
      FieldChange one = found.get(i);
      found.set(i, new FieldChange(one.path(), one.from(), one.to(), one.at(), one.born(), lines));
    }
    return true;
  }

  private static Tree read(Tree text) {
    try {
      boolean lines = text.raw() instanceof String;
      return lines ? Yaml.read(text.text("")) : Tree.MISSING;
    } catch (Yaml.Malformed e) {
      return Tree.MISSING;
    }
  }
}

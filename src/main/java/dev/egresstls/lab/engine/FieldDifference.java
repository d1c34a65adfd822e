package dev.egresstls.lab.engine;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A field that would be otherwise.
 *
 * @param path such as {@code spec.ports[0].name}
 * @param now empty if it is not there
 * @param after empty if it would be gone
 */
public record FieldDifference(String path, Optional<String> now, Optional<String> after) {
  /** What the server alone writes, or what no reader wants to know. */
  private static final Set<String> OWN =
      Set.of(
          "metadata.managedFields",
          "metadata.resourceVersion",
          "metadata.generation",
          "metadata.creationTimestamp",
          "metadata.uid",
          "status");

  /** All fields that differ, in the order of the objects. */
  static List<FieldDifference> between(Tree now, Tree after) {
    List<FieldDifference> found = new ArrayList<>();
    walk("", now, after, found);
    return found;
  }

  private static void walk(String path, Tree now, Tree after, List<FieldDifference> found) {
    if (OWN.contains(path) || now.equals(after)) {
      return;
    }
    if (now.isObject() && after.isObject() || leadsOn(now, after)) {
      Set<String> keys = new LinkedHashSet<>(now.fields().keySet());
      keys.addAll(after.fields().keySet());
      keys.forEach(key -> walk(below(path, key), now.get(key), after.get(key), found));
    } else if (ofObjects(now) || ofObjects(after)) {
      int most = Math.max(now.items().size(), after.items().size());
      for (int i = 0; i < most; i++) {
        walk(path + "[" + i + "]", now.get(i), after.get(i), found);
      }
    } else {
      found.add(new FieldDifference(path, text(now), text(after)));
    }
  }

  /** An object that is there only before or only after is shown field by field. */
  private static boolean leadsOn(Tree now, Tree after) {
    return now.isMissing() && !after.fields().isEmpty()
        || after.isMissing() && !now.fields().isEmpty();
  }

  private static boolean ofObjects(Tree list) {
    return list.items().stream().anyMatch(item -> item.isObject() || item.isList());
  }

  private static String below(String path, String key) {
    String name = key.matches("[\\w-]+") ? key : "[" + key + "]";
    return path.isEmpty() || name.startsWith("[") ? path + name : path + "." + name;
  }

  private static Optional<String> text(Tree value) {
    if (value.isMissing()) {
      return Optional.empty();
    }
    return Optional.of(
        value.isList() ? String.join(", ", value.texts()) : value.text(value.toString()));
  }
}

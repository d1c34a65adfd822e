package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps of an entry only the fields that {@code mask=} names. */
final class FieldMask {
  private FieldMask() {}

  /**
   * The masked entry.
   *
   * @param mask paths divided by commas, such as {@code cluster.name,last_updated}; empty for all
   */
  static Tree apply(Tree entry, String mask) {
    return mask.isBlank() ? entry : masked(entry, List.of(mask.split(",")));
  }

  private static Tree masked(Tree entry, List<String> paths) {
    Map<String, Object> kept = new LinkedHashMap<>();
    entry.fields().forEach((name, value) -> keep(kept, name, value, paths));
    return Tree.of(kept);
  }

  private static void keep(Map<String, Object> kept, String name, Tree value, List<String> paths) {
    List<String> below = new ArrayList<>();
    for (String path : paths) {
      if (path.equals(name) || name.equals("@type")) {
        kept.put(name, value);
        return;
      }
      if (path.startsWith(name + ".")) {
        below.add(path.substring(name.length() + 1));
      }
    }
    if (!below.isEmpty() && value.isObject()) {
      kept.put(name, masked(value, below));
    }
  }
}

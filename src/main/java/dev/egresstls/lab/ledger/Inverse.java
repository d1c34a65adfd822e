package dev.egresstls.lab.ledger;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What takes a change back. Pure. */
final class Inverse {
  /** What the server writes into metadata; it would refuse, or ignore, most of it. */
  private static final List<String> SERVERS =
      List.of(
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields",
          "selfLink");

  private Inverse() {}

  /** The merge patch that brings back what another one is about to change. */
  static Tree of(Tree before, Tree patch) {
    Map<String, Object> inverse = new LinkedHashMap<>();
    patch
        .fields()
        .forEach(
            (key, value) -> {
              Tree old = before.get(key);
              boolean deeper = value.isObject() && old.isObject();
              inverse.put(key, deeper ? of(old, value).raw() : old.raw());
            });
    return Tree.of(inverse);
  }

  /** An object as it can be created again. */
  static Tree creatable(Tree object) {
    Tree metadata = object.get("metadata");
    for (String field : SERVERS) {
      metadata = metadata.without(field);
    }
    return object.without("status").with("metadata", metadata);
  }
}

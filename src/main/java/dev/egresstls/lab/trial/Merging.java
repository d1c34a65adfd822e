package dev.egresstls.lab.trial;

import dev.egresstls.lab.value.Tree;
import java.util.Map;

/** JSON merge patch (RFC 7386). Pure. */
final class Merging {
  private Merging() {}

  static Tree merged(Tree before, Tree patch) {
    if (!patch.isObject()) {
      return patch;
    }
    Tree merged = before.isObject() ? before : Tree.object();
    for (Map.Entry<String, Tree> field : patch.fields().entrySet()) {
      merged =
          field.getValue().isPresent()
              ? merged.with(field.getKey(), merged(merged.get(field.getKey()), field.getValue()))
              : merged.without(field.getKey());
    }
    return merged;
  }
}

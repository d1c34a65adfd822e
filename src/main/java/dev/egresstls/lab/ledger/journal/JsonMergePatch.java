package dev.egresstls.lab.ledger.journal;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** JSON merge patches (RFC 7386). Pure. */
public final class JsonMergePatch {
  private JsonMergePatch() {}

  /** What a patch makes of a value. */
  public static Tree merged(Tree before, Tree patch) {
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

  /** The smallest patch that makes one object of another. */
  public static Tree between(Tree before, Tree after) {
    Map<String, Object> patch = new LinkedHashMap<>();
    Set<String> keys = new LinkedHashSet<>(before.fields().keySet());
    keys.addAll(after.fields().keySet());
    for (String key : keys) {
      Tree was = before.get(key);
      Tree is = after.get(key);
      if (was.equals(is)) {
        continue;
      }
      boolean deeper = was.isObject() && is.isObject();
      patch.put(key, deeper ? between(was, is).raw() : is.raw());
    }
    return Tree.of(patch);
  }

  /** A patch for that very object, as it was read. */
  public static Tree guarded(Tree patch, Tree object) {
    Tree read = object.get("metadata");
    Tree metadata = patch.get("metadata").isObject() ? patch.get("metadata") : Tree.object();
    for (String field : new String[] {"uid", "resourceVersion"}) {
      if (read.get(field).isPresent()) {
        metadata = metadata.with(field, read.get(field));
      }
    }
    return metadata.fields().isEmpty() ? patch : patch.with("metadata", metadata);
  }
}

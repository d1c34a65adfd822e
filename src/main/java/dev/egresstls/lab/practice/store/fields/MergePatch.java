package dev.egresstls.lab.practice.store.fields;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON merge patch (RFC 7386). */
public final class MergePatch {
  private MergePatch() {}

  /** The object after the patch. */
  public static Tree apply(Tree object, Tree patch) {
    return Tree.of(merged(object.raw(), patch.raw()));
  }

  private static Object merged(Object target, Object patch) {
    if (!(patch instanceof Map<?, ?> changes)) {
      return patch;
    }
    Map<Object, Object> result = new LinkedHashMap<>();
    if (target instanceof Map<?, ?> map) {
      result.putAll(map);
    }
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            result.remove(key);
          } else {
            result.put(key, merged(result.get(key), value));
          }
        });
    return result;
  }
}

package dev.egresstls.lab.practice.store.fields;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Strategic merge patch: a merge patch that tells list items apart by their keys, with {@code
 * $patch}, {@code $retainKeys}, {@code $deleteFromPrimitiveList} and {@code $setElementOrder}
 * (apimachinery pkg/util/strategicpatch @1.33).
 */
public final class StrategicPatch {
  private static final String DIRECTIVE = "$patch";
  private static final String DELETE_FROM = "$deleteFromPrimitiveList/";

  private StrategicPatch() {}

  /** The object after the patch. */
  public static Tree apply(Tree object, Tree patch, Shape shape) {
    return Tree.of(merged(object.raw(), patch.raw(), shape));
  }

  private static Object merged(Object target, Object patch, Shape shape) {
    if (patch instanceof Map<?, ?> changes) {
      return mergedMap(target instanceof Map<?, ?> map ? map : Map.of(), changes, shape);
    }
    if (patch instanceof List<?> changes && shape.list() != Shape.Merging.ATOMIC) {
      return mergedList(target instanceof List<?> list ? list : List.of(), changes, shape);
    }
    return patch;
  }

  private static Object mergedMap(Map<?, ?> target, Map<?, ?> patch, Shape shape) {
    Object directive = patch.get(DIRECTIVE);
    if ("delete".equals(directive)) {
      return null;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    if (!"replace".equals(directive)) {
      target.forEach((key, value) -> result.put((String) key, value));
    }
    if (patch.get("$retainKeys") instanceof List<?> kept) {
      result.keySet().removeIf(key -> !kept.contains(key));
    }
    patch.forEach((key, value) -> change(result, (String) key, value, shape));
    return result;
  }

  private static void change(Map<String, Object> result, String key, Object value, Shape shape) {
    if (key.startsWith(DELETE_FROM)) {
      String list = key.substring(DELETE_FROM.length());
      if (result.get(list) instanceof List<?> items && value instanceof List<?> gone) {
        result.put(list, items.stream().filter(item -> !gone.contains(item)).toList());
      }
    } else if (!key.startsWith("$")) {
      Object after = value == null ? null : merged(result.get(key), value, shape.field(key));
      if (after == null) {
        result.remove(key);
      } else {
        result.put(key, after);
      }
    }
  }

  private static List<Object> mergedList(List<?> target, List<?> patch, Shape shape) {
    if (shape.list() == Shape.Merging.GRANULAR) {
      List<Object> union = new ArrayList<>(target);
      patch.stream().filter(item -> !union.contains(item)).forEach(union::add);
      return union;
    }
    boolean replace = patch.stream().anyMatch(StrategicPatch::replaces);
    List<Object> result = new ArrayList<>(replace ? List.of() : target);
    for (Object item : patch) {
      if (item instanceof Map<?, ?> change && !replaces(item)) {
        mergeItem(result, change, shape);
      }
    }
    return result;
  }

  private static boolean replaces(Object item) {
    return item instanceof Map<?, ?> map && "replace".equals(map.get(DIRECTIVE));
  }

  private static void mergeItem(List<Object> items, Map<?, ?> change, Shape shape) {
    String key = shape.keys().get(0);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Map<?, ?> item
          && Objects.equals(item.get(key), change.get(key))) {
        Object after = mergedMap(item, change, shape.item());
        if (after == null) {
          items.remove(i);
        } else {
          items.set(i, after);
        }
        return;
      }
    }
    Object added = mergedMap(Map.of(), change, shape.item());
    if (added != null) {
      items.add(added);
    }
  }
}

package dev.egresstls.lab.practice.store.fields;

import dev.egresstls.lab.value.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts that an object or a list is made of, each under its path element. */
final class Elements {
  private Elements() {}

  /** Whether a value is taken apart, and not a leaf. */
  static boolean splits(Object value, Shape shape) {
    if (value instanceof Map) {
      return !shape.atomicObject();
    }
    return value instanceof List<?> list
        && shape.list() != Shape.Merging.ATOMIC
        && list.stream().allMatch(item -> item instanceof Map == byKeys(shape));
  }

  private static boolean byKeys(Shape shape) {
    return shape.list() == Shape.Merging.BY_KEYS;
  }

  /** The parts of a value that {@link #splits}, in order. */
  static Map<String, Object> of(Object value, Shape shape) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, part) -> parts.put("f:" + key, part));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> parts.put(element(item, shape), item));
    }
    return parts;
  }

  /** Puts parts together again. */
  static Object join(Map<String, Object> parts, boolean list) {
    if (list) {
      return new ArrayList<>(parts.values());
    }
    Map<String, Object> map = new LinkedHashMap<>();
    parts.forEach((element, part) -> map.put(element.substring(2), part));
    return map;
  }

  /** The type of a part. */
  static Shape shape(String element, Shape shape) {
    return element.startsWith("f:") ? shape.field(element.substring(2)) : shape.item();
  }

  private static String element(Object item, Shape shape) {
    if (!(item instanceof Map<?, ?> map)) {
      return "v:" + Json.write(item);
    }
    Map<String, Object> keys = new TreeMap<>();
    for (String key : shape.keys()) {
      Object value = map.containsKey(key) ? map.get(key) : shape.keyDefault(key);
      if (value != null) {
        keys.put(key, value);
      }
    }
    return "k:" + Json.write(keys);
  }
}

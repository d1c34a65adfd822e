package dev.egresstls.lab.practice.store.schema;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills in defaults, and takes out what a schema does not know. */
final class SchemaDefaults {
  private static final String KEEPS_UNKNOWN = "x-kubernetes-preserve-unknown-fields";
  private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

  private final List<String> unknown = new ArrayList<>();

  /** The paths of what was taken out. */
  List<String> unknown() {
    return unknown;
  }

  Tree whole(Tree object, Tree schema) {
    return Tree.of(completed(object.raw(), schema, "", true));
  }

  private Object completed(Object value, Tree schema, String path, boolean isObject) {
    if (value instanceof Map<?, ?> map) {
      return completedMap(map, schema, path, isObject);
    }
    if (value instanceof List<?> list && schema.get("items").isObject()) {
      List<Object> items = new ArrayList<>();
      for (Object item : list) {
        items.add(completed(item, schema.get("items"), path + "[" + items.size() + "]", false));
      }
      return items;
    }
    return value;
  }

  private Map<String, Object> completedMap(
      Map<?, ?> map, Tree schema, String path, boolean isObject) {
    boolean embeds = isObject || schema.get("x-kubernetes-embedded-resource").isTrue();
    Map<String, Object> kept = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          String name = (String) key;
          String where = path.isEmpty() ? name : path + "." + name;
          if (embeds && OF_EVERY_OBJECT.contains(name)) {
            kept.put(name, value);
          } else {
            keep(kept, name, value, schema, where);
          }
        });
    schema.get("properties").fields().forEach((name, field) -> fillIn(kept, name, field));
    return kept;
  }

  private void keep(
      Map<String, Object> kept, String name, Object value, Tree schema, String where) {
    Tree field = schema.get("properties").get(name);
    if (field.isMissing()) {
      field = schema.get("additionalProperties");
    }
    boolean open = schema.get(KEEPS_UNKNOWN).isTrue() || field.isTrue();
    if (!field.isObject() && !open) {
      unknown.add(where);
    } else if (!field.isObject()) {
      // What is kept though no schema names it is kept whole, with all that is below it.
      kept.put(name, value);
    } else if (value != null || open || field.get("nullable").isTrue()) {
      kept.put(name, completed(value, field, where, false));
    }
  }

  private void fillIn(Map<String, Object> kept, String name, Tree field) {
    if (!kept.containsKey(name) && field.get("default").isPresent()) {
      kept.put(name, completed(field.get("default").raw(), field, name, false));
    }
  }
}

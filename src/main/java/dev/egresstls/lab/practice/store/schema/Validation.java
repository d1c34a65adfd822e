package dev.egresstls.lab.practice.store.schema;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds a value against its schema (OpenAPI v3 as apiextensions-apiserver checks it @1.33). */
final class Validation {
  private final List<FieldError> errors = new ArrayList<>();

  List<FieldError> errors() {
    return errors;
  }

  void check(Object value, Tree schema, String path) {
    if (value == null || !typeFits(value, schema, path)) {
      return;
    }
    checkEnum(value, schema, path);
    if (value instanceof String text) {
      Limits.text(text, schema, path, errors);
    } else if (value instanceof Number number) {
      Limits.number(number, schema, path, errors);
    } else if (value instanceof List<?> list) {
      checkList(list, schema, path);
    } else if (value instanceof Map<?, ?> map) {
      checkMap(map, schema, path);
    }
    Alternatives.check(value, schema, path, errors);
  }

  private void checkMap(Map<?, ?> map, Tree schema, String path) {
    for (String name : schema.get("required").texts()) {
      if (!map.containsKey(name)) {
        errors.add(FieldError.required(child(path, name), ""));
      }
    }
    Limits.count(map.size(), schema, "Properties", path, errors);
    map.forEach(
        (key, value) -> {
          Tree field = schema.get("properties").get((String) key);
          boolean named = field.isObject();
          String where = named ? child(path, (String) key) : path + "[" + key + "]";
          check(value, named ? field : schema.get("additionalProperties"), where);
        });
  }

  private void checkList(List<?> list, Tree schema, String path) {
    Limits.count(list.size(), schema, "Items", path, errors);
    for (int i = 0; i < list.size(); i++) {
      check(list.get(i), schema.get("items"), path + "[" + i + "]");
    }
    checkDuplicates(list, schema, path);
  }

  private void checkDuplicates(List<?> list, Tree schema, String path) {
    String type = schema.get("x-kubernetes-list-type").text("");
    if (!type.equals("map") && !type.equals("set")) {
      return;
    }
    List<String> keys = schema.get("x-kubernetes-list-map-keys").texts();
    List<Object> seen = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      Object key =
          item instanceof Map<?, ?> map && type.equals("map")
              ? keys.stream().map(map::get).map(String::valueOf).toList()
              : item;
      if (seen.contains(key)) {
        String message = "Duplicate value: " + Json.write(item);
        errors.add(new FieldError(path + "[" + i + "]", "FieldValueDuplicate", message));
      }
      seen.add(key);
    }
  }

  private boolean typeFits(Object value, Tree schema, String path) {
    if (schema.get("x-kubernetes-int-or-string").isTrue()) {
      return value instanceof String || value instanceof Long;
    }
    String wanted = schema.get("type").text("");
    String is = type(value);
    boolean fits =
        wanted.isEmpty() || wanted.equals(is) || (wanted.equals("number") && is.equals("integer"));
    if (!fits) {
      String detail = path + " in body must be of type " + wanted + ": \"" + is + "\"";
      String message = "Invalid value: \"" + is + "\": " + detail;
      errors.add(new FieldError(path, "FieldValueTypeInvalid", message));
    }
    return fits;
  }

  private void checkEnum(Object value, Tree schema, String path) {
    List<Tree> allowed = schema.get("enum").items();
    if (!allowed.isEmpty() && !allowed.contains(Tree.of(value))) {
      String all = allowed.stream().map(Tree::toString).collect(Collectors.joining(", "));
      String message = "Unsupported value: " + Json.write(value) + ": supported values: " + all;
      errors.add(new FieldError(path, "FieldValueNotSupported", message));
    }
  }

  static String type(Object value) {
    if (value instanceof Map) {
      return "object";
    }
    if (value instanceof List) {
      return "array";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof Long) {
      return "integer";
    }
    return value instanceof Number ? "number" : "string";
  }

  static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}

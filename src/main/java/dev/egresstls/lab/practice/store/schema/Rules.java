package dev.egresstls.lab.practice.store.schema;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The {@code x-kubernetes-validations} of a schema and all below it. */
final class Rules {
  private static final String VALIDATIONS = "x-kubernetes-validations";

  private static final Map<String, Cel> READ = new ConcurrentHashMap<>();

  private final List<FieldError> errors = new ArrayList<>();

  List<FieldError> errors() {
    return errors;
  }

  void check(Object value, Object before, Tree schema, String path) {
    if (value == null || !schema.isObject()) {
      return;
    }
    for (Tree rule : schema.get(VALIDATIONS).items()) {
      checkRule(rule, value, before, path);
    }
    if (value instanceof Map<?, ?> map) {
      checkMap(map, before, schema, path);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        Object old = same(list.get(i), before, schema);
        check(list.get(i), old, schema.get("items"), path + "[" + i + "]");
      }
    }
  }

  private void checkMap(Map<?, ?> map, Object before, Tree schema, String path) {
    map.forEach(
        (key, value) -> {
          Tree field = schema.get("properties").get((String) key);
          boolean named = field.isObject();
          String where = named ? Validation.child(path, (String) key) : path + "[" + key + "]";
          Object old = before instanceof Map<?, ?> was ? was.get(key) : null;
          check(value, old, named ? field : schema.get("additionalProperties"), where);
        });
  }

  /** The item that was in a list under the same keys; nothing for lists without keys. */
  private static Object same(Object item, Object before, Tree schema) {
    List<String> keys = schema.get("x-kubernetes-list-map-keys").texts();
    if (keys.isEmpty() || !(item instanceof Map<?, ?> map) || !(before instanceof List<?> list)) {
      return null;
    }
    return list.stream()
        .filter(
            old ->
                old instanceof Map<?, ?> was
                    && keys.stream()
                        .allMatch(
                            key ->
                                String.valueOf(was.get(key)).equals(String.valueOf(map.get(key)))))
        .findFirst()
        .orElse(null);
  }

  private void checkRule(Tree rule, Object value, Object before, String path) {
    Cel cel = READ.computeIfAbsent(rule.get("rule").text(""), Cel::read);
    if (cel.isTransition() && before == null) {
      return;
    }
    String where = path + rule.get("fieldPath").text("");
    try {
      if (!Boolean.TRUE.equals(cel.value(value, before))) {
        errors.add(error(rule, value, before, where));
      }
    } catch (Cel.NoValue e) {
      String detail = "rule evaluation error: " + e.getMessage() + ": " + rule.get("rule").text("");
      errors.add(FieldError.invalid(where, Validation.type(value), detail));
    }
  }

  private static FieldError error(Tree rule, Object value, Object before, String path) {
    String reason = rule.get("reason").text("FieldValueInvalid");
    String detail = message(rule, value, before);
    String message =
        switch (reason) {
          case "FieldValueForbidden" -> "Forbidden: " + detail;
          case "FieldValueRequired" -> "Required value: " + detail;
          default -> "Invalid value: \"" + Validation.type(value) + "\": " + detail;
        };
    return new FieldError(path, reason, message);
  }

  private static String message(Tree rule, Object value, Object before) {
    Optional<String> expression = rule.get("messageExpression").text();
    if (expression.isPresent()) {
      try {
        return String.valueOf(Cel.read(expression.get()).value(value, before));
      } catch (Cel.NoValue e) {
        return rule.get("message").text("failed rule: " + rule.get("rule").text(""));
      }
    }
    return rule.get("message").text("failed rule: " + rule.get("rule").text(""));
  }

  /** Reads every rule of a schema; one that cannot be read is an error at its place. */
  void read(Tree schema, String path) {
    int number = 0;
    readPattern(schema.get("pattern").text(""), path + ".pattern");
    for (Tree rule : schema.get(VALIDATIONS).items()) {
      if (rule.get("rule").text("").isBlank()) {
        String where = path + "." + VALIDATIONS + "[" + number + "].rule";
        errors.add(FieldError.required(where, "rule is not specified"));
      }
      for (String part : List.of("rule", "messageExpression")) {
        String where = path + "." + VALIDATIONS + "[" + number + "]." + part;
        rule.get(part).text().ifPresent(text -> read(text, where));
      }
      number++;
    }
    schema
        .get("properties")
        .fields()
        .forEach((name, field) -> read(field, path + ".properties[" + name + "]"));
    if (schema.get("items").isObject()) {
      read(schema.get("items"), path + ".items");
    }
    if (schema.get("additionalProperties").isObject()) {
      read(schema.get("additionalProperties"), path + ".additionalProperties");
    }
  }

  private void readPattern(String pattern, String path) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      errors.add(
          FieldError.invalid(
              path, pattern, "must be a valid regular expression, but isn't: " + e.getMessage()));
    }
  }

  private void read(String expression, String path) {
    try {
      READ.computeIfAbsent(expression, Cel::read);
    } catch (Cel.Unreadable e) {
      errors.add(FieldError.invalid(path, expression, "compilation failed: " + e.getMessage()));
    }
  }
}

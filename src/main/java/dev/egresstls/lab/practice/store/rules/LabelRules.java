package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.function.Function;

/**
 * The rules for labels, also those that select (apimachinery pkg/apis/meta/v1/validation @1.33).
 */
public final class LabelRules {
  private static final List<String> WITH_VALUES = List.of("In", "NotIn");
  private static final List<String> WITHOUT_VALUES = List.of("Exists", "DoesNotExist");

  private LabelRules() {}

  /** Adds one error for each sentence about a value. */
  public static void add(String path, String value, List<String> wrong, List<FieldError> errors) {
    wrong.forEach(sentence -> errors.add(FieldError.invalid(path, value, sentence)));
  }

  /** The same for a value that must be there. */
  public static void required(
      String path, String value, Function<String, List<String>> shape, List<FieldError> errors) {
    if (value.isEmpty()) {
      errors.add(FieldError.required(path, ""));
    } else {
      add(path, value, shape.apply(value), errors);
    }
  }

  /** Adds what is wrong with labels, each with its value. */
  public static void labels(Tree labels, String path, List<FieldError> errors) {
    labels
        .fields()
        .forEach(
            (key, value) -> {
              add(path, key, NameShapes.qualified(key), errors);
              add(path, value.text(""), NameShapes.labelValue(value.text("")), errors);
            });
  }

  /** Adds what is wrong with a selector that has {@code matchLabels} and more. */
  public static void selector(Tree selector, String path, List<FieldError> errors) {
    labels(selector.get("matchLabels"), path + ".matchLabels", errors);
    List<Tree> all = selector.get("matchExpressions").items();
    for (int i = 0; i < all.size(); i++) {
      requirement(all.get(i), path + ".matchExpressions[" + i + "]", errors);
    }
  }

  private static void requirement(Tree one, String path, List<FieldError> errors) {
    String operator = one.get("operator").text("");
    List<String> values = one.get("values").texts();
    if (WITH_VALUES.contains(operator) && values.isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".values", "must be specified when `operator` is 'In' or 'NotIn'"));
    } else if (WITHOUT_VALUES.contains(operator) && !values.isEmpty()) {
      errors.add(
          FieldError.forbidden(
              path + ".values",
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
    } else if (!WITH_VALUES.contains(operator) && !WITHOUT_VALUES.contains(operator)) {
      errors.add(FieldError.invalid(path + ".operator", operator, "not a valid selector operator"));
    }
    String key = one.get("key").text("");
    add(path + ".key", key, NameShapes.qualified(key), errors);
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      add(path + ".values[" + i + "]", value, NameShapes.labelValue(value), errors);
    }
  }
}

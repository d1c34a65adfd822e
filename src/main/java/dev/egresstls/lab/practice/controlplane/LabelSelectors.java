package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Label selectors as objects carry them. */
public final class LabelSelectors {
  private LabelSelectors() {}

  /** Whether labels carry every pair of a map; an empty map matches nothing here. */
  public static boolean matchAll(Tree wanted, Tree labels) {
    return !wanted.fields().isEmpty()
        && wanted.fields().entrySet().stream()
            .allMatch(pair -> labels.get(pair.getKey()).equals(pair.getValue()));
  }

  /** Whether labels match a selector with matchLabels and matchExpressions. */
  public static boolean match(Tree selector, Tree labels) {
    boolean pairs =
        selector.get("matchLabels").fields().entrySet().stream()
            .allMatch(pair -> labels.get(pair.getKey()).equals(pair.getValue()));
    return pairs
        && selector.get("matchExpressions").items().stream().allMatch(rule -> holds(rule, labels));
  }

  private static boolean holds(Tree rule, Tree labels) {
    Tree value = labels.get(rule.get("key").text(""));
    List<String> values = rule.get("values").texts();
    return switch (rule.get("operator").text("")) {
      case "In" -> values.contains(value.text("\0"));
      case "NotIn" -> !values.contains(value.text("\0"));
      case "Exists" -> !value.isMissing();
      case "DoesNotExist" -> value.isMissing();
      default -> false;
    };
  }
}

package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for where a pod may run (pkg/apis/core/validation/validation.go @1.33). */
final class SchedulingRules {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
  private static final List<String> WITH_VALUES = List.of("In", "NotIn");
  private static final List<String> WITHOUT_VALUES = List.of("Exists", "DoesNotExist");
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private static final List<String> UNSATISFIED = List.of("DoNotSchedule", "ScheduleAnyway");

  private SchedulingRules() {}

  static void checkAffinity(Tree affinity, String path, List<FieldError> errors) {
    Tree node = affinity.get("nodeAffinity");
    String at = path + ".nodeAffinity." + REQUIRED + ".nodeSelectorTerms";
    if (node.get(REQUIRED).isObject()) {
      List<Tree> terms = node.get(REQUIRED).get("nodeSelectorTerms").items();
      if (terms.isEmpty()) {
        errors.add(FieldError.required(at, "must have at least one node selector term"));
      }
      for (int i = 0; i < terms.size(); i++) {
        term(terms.get(i), at + "[" + i + "]", true, errors);
      }
    }
    List<Tree> preferred = node.get(PREFERRED).items();
    for (int i = 0; i < preferred.size(); i++) {
      String where = path + ".nodeAffinity." + PREFERRED + "[" + i + "]";
      weight(preferred.get(i), where, errors);
      term(preferred.get(i).get("preference"), where + ".preference", false, errors);
    }
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      checkPods(affinity.get(kind), path + "." + kind, errors);
    }
  }

  private static void checkPods(Tree affinity, String path, List<FieldError> errors) {
    List<Tree> required = affinity.get(REQUIRED).items();
    for (int i = 0; i < required.size(); i++) {
      podTerm(required.get(i), path + "." + REQUIRED + "[" + i + "]", errors);
    }
    List<Tree> preferred = affinity.get(PREFERRED).items();
    for (int i = 0; i < preferred.size(); i++) {
      String at = path + "." + PREFERRED + "[" + i + "]";
      weight(preferred.get(i), at, errors);
      podTerm(preferred.get(i).get("podAffinityTerm"), at + ".podAffinityTerm", errors);
    }
  }

  private static void weight(Tree weighted, String path, List<FieldError> errors) {
    long weight = weighted.get("weight").number(0);
    if (weight < 1 || weight > 100) {
      errors.add(FieldError.invalid(path + ".weight", weight, "must be in the range 1-100"));
    }
  }

  private static void podTerm(Tree term, String path, List<FieldError> errors) {
    LabelRules.selector(term.get("labelSelector"), path + ".labelSelector", errors);
    for (String namespace : term.get("namespaces").texts()) {
      LabelRules.add(path + ".namespace", namespace, NameShapes.label(namespace), errors);
    }
    String key = term.get("topologyKey").text("");
    if (key.isEmpty()) {
      errors.add(FieldError.required(path + ".topologyKey", "can not be empty"));
    }
    LabelRules.add(path + ".topologyKey", key, NameShapes.qualified(key), errors);
  }

  private static void term(Tree term, String path, boolean strict, List<FieldError> errors) {
    List<Tree> expressions = term.get("matchExpressions").items();
    for (int i = 0; i < expressions.size(); i++) {
      expression(expressions.get(i), path + ".matchExpressions[" + i + "]", strict, errors);
    }
    List<Tree> fields = term.get("matchFields").items();
    for (int i = 0; i < fields.size(); i++) {
      String at = path + ".matchFields[" + i + "]";
      String key = fields.get(i).get("key").text("");
      if (!key.equals("metadata.name")) {
        errors.add(FieldError.invalid(at + ".key", key, "not a valid field selector key"));
      }
    }
  }

  private static void expression(Tree one, String path, boolean strict, List<FieldError> errors) {
    String operator = one.get("operator").text("");
    List<String> values = one.get("values").texts();
    String at = path + ".values";
    if (WITH_VALUES.contains(operator)) {
      if (values.isEmpty()) {
        String rule = "must be specified when `operator` is 'In' or 'NotIn'";
        errors.add(FieldError.required(at, rule));
      }
    } else if (WITHOUT_VALUES.contains(operator)) {
      if (!values.isEmpty()) {
        String rule = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
        errors.add(FieldError.forbidden(at, rule));
      }
    } else if (List.of("Gt", "Lt").contains(operator)) {
      if (values.size() != 1) {
        String rule = "must be specified single value when `operator` is 'Lt' or 'Gt'";
        errors.add(FieldError.required(at, rule));
      }
    } else {
      errors.add(FieldError.invalid(path + ".operator", operator, "not a valid selector operator"));
    }
    String key = one.get("key").text("");
    LabelRules.add(path + ".key", key, NameShapes.qualified(key), errors);
    for (int i = 0; strict && i < values.size(); i++) {
      LabelRules.add(
          at + "[" + i + "]", values.get(i), NameShapes.labelValue(values.get(i)), errors);
    }
  }

  static void checkTolerations(List<Tree> tolerations, String path, List<FieldError> errors) {
    for (int i = 0; i < tolerations.size(); i++) {
      toleration(tolerations.get(i), path + ".tolerations[" + i + "]", errors);
    }
  }

  private static void toleration(Tree one, String path, List<FieldError> errors) {
    String key = one.get("key").text("");
    String operator = one.get("operator").text("");
    String value = one.get("value").text("");
    String effect = one.get("effect").text("");
    if (!key.isEmpty()) {
      LabelRules.add(path + ".key", key, NameShapes.qualified(key), errors);
    } else if (!operator.equals("Exists")) {
      errors.add(
          FieldError.invalid(
              path + ".operator",
              operator,
              "operator must be Exists when `key` is empty, which means \"match all values and all"
                  + " keys\""));
    }
    if (one.get("tolerationSeconds").isPresent() && !effect.equals("NoExecute")) {
      String rule = "effect must be 'NoExecute' when `tolerationSeconds` is set";
      errors.add(FieldError.invalid(path + ".effect", effect, rule));
    }
    if (operator.equals("Exists") && !value.isEmpty()) {
      String rule = "value must be empty when `operator` is 'Exists'";
      errors.add(FieldError.invalid(path + ".operator", value, rule));
    } else if (operator.isEmpty() || operator.equals("Equal")) {
      List<String> wrong = NameShapes.labelValue(value);
      if (!wrong.isEmpty()) {
        errors.add(FieldError.invalid(path + ".operator", value, String.join(";", wrong)));
      }
    } else if (!operator.equals("Exists")) {
      List<String> all = List.of("Equal", "Exists");
      errors.add(FieldError.unsupported(path + ".operator", operator, all));
    }
    PodRules.one(one, "effect", path, EFFECTS, errors);
  }

  /** Adds what is wrong with gates, which must have names, each another one. */
  static void checkGates(List<Tree> gates, String path, List<FieldError> errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < gates.size(); i++) {
      String name = gates.get(i).get("name").text("");
      String at = path + ".schedulingGates[" + i + "]";
      LabelRules.add(at, name, NameShapes.qualified(name), errors);
      if (!seen.add(name)) {
        errors.add(FieldError.duplicate(at, name));
      }
    }
  }

  static void checkSpread(List<Tree> constraints, String path, List<FieldError> errors) {
    for (int i = 0; i < constraints.size(); i++) {
      String at = path + ".topologySpreadConstraints[" + i + "]";
      Tree one = constraints.get(i);
      if (one.get("maxSkew").number(0) <= 0) {
        errors.add(
            FieldError.invalid(
                at + ".maxSkew", one.get("maxSkew").number(0), "must be greater than zero"));
      }
      String key = one.get("topologyKey").text("");
      if (key.isEmpty()) {
        errors.add(FieldError.required(at + ".topologyKey", "can not be empty"));
      } else {
        LabelRules.add(at + ".topologyKey", key, NameShapes.qualified(key), errors);
      }
      PodRules.one(one, "whenUnsatisfiable", at, UNSATISFIED, errors);
    }
  }
}

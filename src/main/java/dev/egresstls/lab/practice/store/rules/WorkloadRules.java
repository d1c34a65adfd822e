package dev.egresstls.lab.practice.store.rules;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;

/** The rules for what makes pods (pkg/apis/apps/validation/validation.go @1.33). */
final class WorkloadRules {
  /** A node takes 110 pods, and some are there already. */
  private static final long MOST_REPLICAS = 100;

  private static final List<String> COUNTS =
      List.of(
          "replicas",
          "updatedReplicas",
          "readyReplicas",
          "availableReplicas",
          "unavailableReplicas");
  private static final List<String> STRATEGIES = List.of("Recreate", "RollingUpdate");

  private WorkloadRules() {}

  static void check(Tree before, Tree after, List<FieldError> errors) {
    checkSelector(before, after, errors);
    checkReplicas(after.at("spec.replicas").number(0), errors);
    Tree pod = after.at("spec.template.spec");
    PodRules.check(pod, "spec.template.spec", errors);
    PodRules.one(pod, "restartPolicy", "spec.template.spec", List.of("Always"), errors);
    PodRules.one(after.at("spec.strategy"), "type", "spec.strategy", STRATEGIES, errors);
    checkStrategy(after.at("spec.strategy"), errors);
    checkTimes(after, errors);
  }

  private static void checkSelector(Tree before, Tree after, List<FieldError> errors) {
    Tree selector = after.at("spec.selector");
    if (selector.isMissing()) {
      errors.add(FieldError.required("spec.selector", ""));
    } else if (!before.isMissing() && !before.at("spec.selector").equals(selector)) {
      errors.add(FieldError.invalid("spec.selector", selector, "field is immutable"));
    }
    boolean empty =
        selector.get("matchLabels").fields().isEmpty()
            && selector.get("matchExpressions").items().isEmpty();
    if (selector.isPresent() && empty) {
      String rule = "empty selector is invalid for deployment";
      errors.add(FieldError.invalid("spec.selector", selector, rule));
    }
    LabelRules.selector(selector, "spec.selector", errors);
    Tree labels = after.at("spec.template.metadata.labels");
    for (Map.Entry<String, Tree> one : selector.get("matchLabels").fields().entrySet()) {
      if (!labels.get(one.getKey()).equals(one.getValue())) {
        errors.add(
            FieldError.invalid(
                "spec.template.metadata.labels",
                labels.isObject() ? labels : Tree.object(),
                "`selector` does not match template `labels`"));
        break;
      }
    }
  }

  private static void checkTimes(Tree after, List<FieldError> errors) {
    for (String field : List.of("minReadySeconds", "revisionHistoryLimit")) {
      notNegative(after.at("spec").get(field), "spec." + field, errors);
    }
    Tree deadline = after.at("spec.progressDeadlineSeconds");
    notNegative(deadline, "spec.progressDeadlineSeconds", errors);
    long ready = after.at("spec.minReadySeconds").number(0);
    if (deadline.isPresent() && deadline.number(0) <= ready) {
      String rule = "must be greater than minReadySeconds";
      errors.add(FieldError.invalid("spec.progressDeadlineSeconds", deadline, rule));
    }
    for (String field : COUNTS) {
      notNegative(after.get("status").get(field), "status." + field, errors);
    }
  }

  private static void notNegative(Tree number, String path, List<FieldError> errors) {
    if (number.number(0) < 0) {
      errors.add(FieldError.invalid(path, number, "must be greater than or equal to 0"));
    }
  }

  private static void checkStrategy(Tree strategy, List<FieldError> errors) {
    String path = "spec.strategy.rollingUpdate";
    Tree rolling = strategy.get("rollingUpdate");
    if (strategy.get("type").text("").equals("Recreate") && rolling.isPresent()) {
      String rule = "may not be specified when strategy `type` is 'Recreate'";
      errors.add(FieldError.forbidden(path, rule));
      return;
    }
    for (String field : List.of("maxUnavailable", "maxSurge")) {
      Tree amount = rolling.get(field);
      boolean percent = amount.raw() instanceof String text && text.matches("[0-9]+%");
      if (amount.raw() instanceof String && !percent) {
        errors.add(
            FieldError.invalid(
                path + "." + field,
                amount,
                "a valid percent string must be a numeric string followed by an ending '%' (e.g."
                    + " '1%',  or '93%', regex used for validation is '[0-9]+%')"));
      }
      notNegative(amount, path + "." + field, errors);
    }
    boolean none = isZero(rolling.get("maxUnavailable")) && isZero(rolling.get("maxSurge"));
    if (none && rolling.isPresent()) {
      errors.add(
          FieldError.invalid(
              path + ".maxUnavailable",
              rolling.get("maxUnavailable"),
              "may not be 0 when `maxSurge` is 0"));
    }
    String most = rolling.get("maxUnavailable").text("");
    if (most.matches("[0-9]{1,9}%") && Integer.parseInt(most.replace("%", "")) > 100) {
      errors.add(
          FieldError.invalid(
              path + ".maxUnavailable",
              rolling.get("maxUnavailable"),
              "must not be greater than 100%"));
    }
  }

  private static boolean isZero(Tree amount) {
    return amount.text("").matches("0+%?");
  }

  /** More pods than a node takes would never run, and would fill this process. */
  private static void checkReplicas(long replicas, List<FieldError> errors) {
    if (replicas < 0) {
      errors.add(
          FieldError.invalid("spec.replicas", replicas, "must be greater than or equal to 0"));
    } else if (replicas > MOST_REPLICAS) {
      errors.add(
          FieldError.invalid(
              "spec.replicas", replicas, say("practice.api.replicas", MOST_REPLICAS)));
    }
  }
}

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

  private static final List<String> STRATEGIES = List.of("Recreate", "RollingUpdate");

  private WorkloadRules() {}

  static void check(Tree before, Tree after, List<FieldError> errors) {
    Tree selector = after.at("spec.selector");
    if (selector.isMissing()) {
      errors.add(FieldError.required("spec.selector", ""));
    } else if (!before.isMissing() && !before.at("spec.selector").equals(selector)) {
      errors.add(FieldError.invalid("spec.selector", selector, "field is immutable"));
    }
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
    checkReplicas(after.at("spec.replicas").number(0), errors);
    Tree pod = after.at("spec.template.spec");
    PodRules.check(pod, "spec.template.spec", errors);
    PodRules.one(pod, "restartPolicy", "spec.template.spec", List.of("Always"), errors);
    PodRules.one(after.at("spec.strategy"), "type", "spec.strategy", STRATEGIES, errors);
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

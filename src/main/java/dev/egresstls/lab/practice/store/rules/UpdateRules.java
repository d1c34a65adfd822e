package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Set;

/** What cannot be changed once it is there (pkg/apis/core/validation/validation.go @1.33). */
public final class UpdateRules {
  private static final Set<String> OF_PODS =
      Set.of("activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds");
  private static final String POD_RULE =
      "pod updates may not change fields other than `spec.containers[*].image`,"
          + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only"
          + " additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to"
          + " be set to 1 if it was previously negative)";

  private UpdateRules() {}

  /** Adds what is wrong with a change. */
  public static void check(String key, Tree before, Tree after, List<FieldError> errors) {
    if (before.isMissing()) {
      return;
    }
    checkFinalizers(before, after, errors);
    switch (key) {
      case "configmaps", "secrets" -> checkImmutable(before, after, errors);
      case "pods" -> {
        if (!fixed(before, before).equals(fixed(before, after))) {
          errors.add(FieldError.forbidden("spec", POD_RULE));
        }
      }
      default -> {}
    }
  }

  private static void checkFinalizers(Tree before, Tree after, List<FieldError> errors) {
    List<String> added =
        after.at("metadata.finalizers").texts().stream()
            .filter(one -> !before.at("metadata.finalizers").texts().contains(one))
            .toList();
    if (before.at("metadata.deletionTimestamp").isPresent() && !added.isEmpty()) {
      errors.add(
          FieldError.forbidden(
              "metadata.finalizers",
              "no new finalizers can be added if the object is being deleted, found new finalizers"
                  + " []string{\""
                  + String.join("\", \"", added)
                  + "\"}"));
    }
  }

  private static void checkImmutable(Tree before, Tree after, List<FieldError> errors) {
    if (!before.get("immutable").isTrue()) {
      return;
    }
    for (String field : List.of("immutable", "data", "binaryData")) {
      if (!before.get(field).equals(after.get(field))) {
        String rule = "field is immutable when `immutable` is set";
        errors.add(FieldError.forbidden(field, rule));
      }
    }
  }

  /** The part of a pod's spec that stays; the scheduler names the node once. */
  private static Tree fixed(Tree before, Tree pod) {
    Tree spec = pod.get("spec").without("schedulingGates");
    for (String field : OF_PODS) {
      spec = spec.without(field);
    }
    if (before.at("spec.nodeName").isMissing()) {
      spec = spec.without("nodeName");
    }
    for (String field : List.of("containers", "initContainers")) {
      if (spec.get(field).isPresent()) {
        spec =
            spec.with(
                field, spec.get(field).items().stream().map(one -> one.without("image")).toList());
      }
    }
    return spec;
  }
}

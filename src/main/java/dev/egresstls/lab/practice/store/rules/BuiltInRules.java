package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/** The rules for built-in kinds (pkg/apis/*&#47;validation @1.33). */
public final class BuiltInRules {
  private BuiltInRules() {}

  /**
   * What is wrong with an object.
   *
   * @param before what it replaces; missing if it is new
   */
  public static List<FieldError> errors(String key, Tree before, Tree after) {
    List<FieldError> errors = new ArrayList<>();
    MetadataRules.check(key, before, after, errors);
    if (before.isMissing()) {
      MetadataRules.checkKubeFinalizers(after, errors);
    }
    switch (key) {
      case "services" -> ServiceRules.check(before, after, errors);
      case "deployments.apps", "replicasets.apps" -> WorkloadRules.check(before, after, errors);
      case "pods" -> PodRules.check(after.get("spec"), "spec", errors);
      case "configmaps" -> DataRules.checkMap(after, errors);
      case "secrets" -> DataRules.checkSecret(before, after, errors);
      case "endpointslices.discovery.k8s.io" -> SliceRules.check(before, after, errors);
      case "customresourcedefinitions.apiextensions.k8s.io" -> CrdRules.check(after, errors);
      default -> {}
    }
    return errors;
  }
}

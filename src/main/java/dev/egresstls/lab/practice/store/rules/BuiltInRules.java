package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.rules.kinds.AccessRules;
import dev.egresstls.lab.practice.store.rules.kinds.OtherRules;
import dev.egresstls.lab.practice.store.rules.kinds.SliceRules;
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
      case "endpoints" -> SliceRules.checkEndpoints(before, after, errors);
      case "roles.rbac.authorization.k8s.io",
          "clusterroles.rbac.authorization.k8s.io",
          "rolebindings.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io" ->
          AccessRules.check(key, before, after, errors);
      case "customresourcedefinitions.apiextensions.k8s.io" -> CrdRules.check(after, errors);
      default -> OtherRules.check(key, after, errors);
    }
    return errors;
  }
}

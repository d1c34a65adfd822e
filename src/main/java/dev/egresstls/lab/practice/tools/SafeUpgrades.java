package dev.egresstls.lab.practice.tools;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/**
 * The admission policy that comes with bundles since v1.5.0: it denies CRDs of the experimental
 * channel over those of the standard one, and bundles below v1.5.
 */
record SafeUpgrades(GatewayApiBundle bundle) {
  private static final String NAME = "safe-upgrades.gateway.networking.k8s.io";
  private static final String BUNDLE = "gateway.networking.k8s.io/bundle-version";
  private static final String CHANNEL = "gateway.networking.k8s.io/channel";

  List<Tree> objects() {
    return List.of(policy(), binding());
  }

  private Tree object(String kind, Tree spec) {
    Tree annotations = Tree.object(BUNDLE, bundle.version(), CHANNEL, bundle.channel());
    return Tree.object(
        "apiVersion",
        "admissionregistration.k8s.io/v1",
        "kind",
        kind,
        "metadata",
        Tree.object("name", NAME, "annotations", annotations),
        "spec",
        spec);
  }

  private Tree policy() {
    Tree rule =
        Tree.object(
            "apiGroups", List.of("apiextensions.k8s.io"),
            "apiVersions", List.of("v1"),
            "operations", List.of("CREATE", "UPDATE"),
            "resources", List.of("customresourcedefinitions"));
    Tree spec =
        Tree.object(
            "failurePolicy", "Fail",
            "matchConstraints", Tree.object("resourceRules", List.of(rule)),
            "validations", List.of(channelKept(), bundleKept()));
    return object("ValidatingAdmissionPolicy", spec);
  }

  private static Tree channelKept() {
    return Tree.object(
        "expression",
        "object.spec.group != 'gateway.networking.k8s.io' || oldObject == null ||"
            + " (has(object.metadata.annotations) && object.metadata.annotations['"
            + CHANNEL
            + "'] == 'standard') || oldObject.metadata.annotations['"
            + CHANNEL
            + "'] == 'experimental'",
        "message",
        "Installing experimental CRDs on top of standard channel CRDs is prohibited by default.",
        "reason",
        "Invalid");
  }

  private static Tree bundleKept() {
    return Tree.object(
        "expression",
        "object.spec.group != 'gateway.networking.k8s.io' || !matches(object.metadata.annotations['"
            + BUNDLE
            + "'], 'v1.[0-4].\\\\d+') && !matches(object.metadata.annotations['"
            + BUNDLE
            + "'], 'v0')",
        "message",
        "Installing CRDs with version before v1.5.0 is prohibited by default.",
        "reason",
        "Invalid");
  }

  private static Tree binding() {
    return Tree.object(
        "apiVersion",
        "admissionregistration.k8s.io/v1",
        "kind",
        "ValidatingAdmissionPolicyBinding",
        "metadata",
        Tree.object("name", NAME),
        "spec",
        Tree.object(
            "policyName",
            NAME,
            "validationActions",
            List.of("Deny"),
            "matchResources",
            Tree.object()));
  }
}

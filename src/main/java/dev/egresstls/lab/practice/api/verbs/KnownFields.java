package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of built-in kinds at the top, where a wrong indent puts them. */
final class KnownFields {
  private static final Set<String> EVERYWHERE =
      Set.of("apiVersion", "kind", "metadata", "spec", "status");
  private static final Map<String, Set<String>> MORE =
      Map.ofEntries(
          Map.entry("ConfigMap", Set.of("data", "binaryData", "immutable")),
          Map.entry("Secret", Set.of("data", "stringData", "type", "immutable")),
          Map.entry(
              "ServiceAccount",
              Set.of("secrets", "imagePullSecrets", "automountServiceAccountToken")),
          Map.entry("EndpointSlice", Set.of("addressType", "endpoints", "ports")),
          Map.entry("Endpoints", Set.of("subsets")),
          Map.entry("Role", Set.of("rules")),
          Map.entry("ClusterRole", Set.of("rules", "aggregationRule")),
          Map.entry("RoleBinding", Set.of("subjects", "roleRef")),
          Map.entry("ClusterRoleBinding", Set.of("subjects", "roleRef")),
          Map.entry("MutatingWebhookConfiguration", Set.of("webhooks")),
          Map.entry("ValidatingWebhookConfiguration", Set.of("webhooks")));
  private static final Set<String> METADATA =
      Set.of(
          "name",
          "generateName",
          "namespace",
          "labels",
          "annotations",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "finalizers",
          "ownerReferences",
          "managedFields",
          "selfLink");
  private static final Set<String> SERVICE_SPEC =
      Set.of(
          "allocateLoadBalancerNodePorts",
          "clusterIP",
          "clusterIPs",
          "externalIPs",
          "externalName",
          "externalTrafficPolicy",
          "healthCheckNodePort",
          "internalTrafficPolicy",
          "ipFamilies",
          "ipFamilyPolicy",
          "loadBalancerClass",
          "loadBalancerIP",
          "loadBalancerSourceRanges",
          "ports",
          "publishNotReadyAddresses",
          "selector",
          "sessionAffinity",
          "sessionAffinityConfig",
          "trafficDistribution",
          "type");

  private KnownFields() {}

  static List<String> unknown(Tree object) {
    String kind = object.get("kind").text("");
    List<String> unknown = new ArrayList<>();
    if (!kind.equals("Event")) {
      Set<String> more = MORE.getOrDefault(kind, Set.of());
      object.fields().keySet().stream()
          .filter(field -> !EVERYWHERE.contains(field) && !more.contains(field))
          .forEach(unknown::add);
    }
    collect(object.get("metadata"), METADATA, "metadata", unknown);
    if (kind.equals("Service")) {
      collect(object.get("spec"), SERVICE_SPEC, "spec", unknown);
    }
    return unknown;
  }

  private static void collect(Tree object, Set<String> known, String path, List<String> unknown) {
    object.fields().keySet().stream()
        .filter(field -> !known.contains(field))
        .forEach(field -> unknown.add(path + "." + field));
  }
}

package dev.egresstls.lab.practice.tools.istioctl;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The namespace and the CRDs of Istio, in short: names, versions and short names are right. */
final class CoreObjects {
  /** How one kind is served: the versions, the one that is kept first. */
  private record Kind(
      String plural, String kind, String group, List<String> shortNames, List<String> versions) {}

  private static final Map<String, String> LABELS =
      Map.of("app", "istio-pilot", "chart", "istio", "heritage", "Tiller", "release", "istio");
  private static final List<String> NETWORKING = List.of("v1", "v1beta1", "v1alpha3");
  private static final List<String> SECURITY = List.of("v1", "v1beta1");

  private static final List<Kind> KINDS =
      List.of(
          kind("authorizationpolicies", "AuthorizationPolicy", "security", "ap", SECURITY),
          kind("destinationrules", "DestinationRule", "networking", "dr", NETWORKING),
          kind("envoyfilters", "EnvoyFilter", "networking", "", List.of("v1alpha3")),
          kind("gateways", "Gateway", "networking", "gw", NETWORKING),
          kind("peerauthentications", "PeerAuthentication", "security", "pa", SECURITY),
          kind("proxyconfigs", "ProxyConfig", "networking", "", List.of("v1beta1")),
          kind("requestauthentications", "RequestAuthentication", "security", "ra", SECURITY),
          kind("serviceentries", "ServiceEntry", "networking", "se", NETWORKING),
          kind("sidecars", "Sidecar", "networking", "", NETWORKING),
          kind("telemetries", "Telemetry", "telemetry", "telemetry", List.of("v1", "v1alpha1")),
          kind("virtualservices", "VirtualService", "networking", "vs", NETWORKING),
          kind("wasmplugins", "WasmPlugin", "extensions", "", List.of("v1alpha1")),
          kind("workloadentries", "WorkloadEntry", "networking", "we", NETWORKING),
          kind("workloadgroups", "WorkloadGroup", "networking", "wg", NETWORKING));

  private CoreObjects() {}

  private static Kind kind(
      String plural, String kind, String area, String shortName, List<String> versions) {
    return new Kind(
        plural,
        kind,
        area + ".istio.io",
        shortName.isEmpty() ? List.of() : List.of(shortName),
        versions);
  }

  static List<Tree> all() {
    List<Tree> objects = new ArrayList<>();
    objects.add(
        Tree.object(
            "apiVersion", "v1",
            "kind", "Namespace",
            "metadata", Tree.object("name", "istio-system")));
    KINDS.forEach(kind -> objects.add(definition(kind)));
    return objects;
  }

  private static Tree definition(Kind kind) {
    Tree spec =
        Tree.object(
            "group", kind.group(),
            "names", names(kind),
            "scope", "Namespaced",
            "versions", versions(kind));
    Tree metadata = Tree.object("name", kind.plural() + "." + kind.group(), "labels", LABELS);
    return Tree.object(
        "apiVersion",
        "apiextensions.k8s.io/v1",
        "kind",
        "CustomResourceDefinition",
        "metadata",
        metadata,
        "spec",
        spec);
  }

  private static Tree names(Kind kind) {
    return Tree.object(
        "kind", kind.kind(),
        "listKind", kind.kind() + "List",
        "plural", kind.plural(),
        "singular", kind.kind().toLowerCase(Locale.ROOT),
        "shortNames", kind.shortNames(),
        "categories", List.of("istio-io"));
  }

  private static List<Tree> versions(Kind kind) {
    return kind.versions().stream()
        .map(version -> version(version, version.equals(kind.versions().get(0))))
        .toList();
  }

  private static Tree version(String name, boolean stored) {
    Tree any = Tree.object("type", "object", "x-kubernetes-preserve-unknown-fields", true);
    Tree schema =
        Tree.object("type", "object", "properties", Tree.object("spec", any, "status", any));
    return Tree.object(
        "name",
        name,
        "served",
        true,
        "storage",
        stored,
        "subresources",
        Tree.object("status", Tree.object()),
        "schema",
        Tree.object("openAPIV3Schema", schema),
        "additionalPrinterColumns",
        List.of(age()));
  }

  private static Tree age() {
    return Tree.object("jsonPath", ".metadata.creationTimestamp", "name", "Age", "type", "date");
  }
}

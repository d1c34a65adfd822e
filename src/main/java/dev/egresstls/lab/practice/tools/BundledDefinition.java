package dev.egresstls.lab.practice.tools;

import dev.egresstls.lab.mesh.istio.GatewayApi;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The CustomResourceDefinition of one kind of a bundle. */
record BundledDefinition(GatewayApiBundle bundle, BundledKind kind) {
  private static final String ANNOTATION = "gateway.networking.k8s.io/";
  private static final String POLICY = "BackendTLSPolicy";

  Tree object() {
    Tree spec =
        Tree.object(
            "group", kind.group(),
            "names", names(),
            "scope", kind.namespaced() ? "Namespaced" : "Cluster",
            "versions", versions());
    return Tree.object(
        "apiVersion",
        "apiextensions.k8s.io/v1",
        "kind",
        "CustomResourceDefinition",
        "metadata",
        metadata(),
        "spec",
        spec);
  }

  private Map<String, Object> metadata() {
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put(
        "api-approved.kubernetes.io", "https://github.com/kubernetes-sigs/gateway-api/pull/4000");
    annotations.put(ANNOTATION + "bundle-version", bundle.version());
    annotations.put(ANNOTATION + "channel", bundle.channel());
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", kind.plural() + "." + kind.group());
    metadata.put("annotations", annotations);
    if (kind.kind().equals(POLICY)) {
      metadata.put("labels", Map.of("gateway.networking.k8s.io/policy", "Direct"));
    }
    return metadata;
  }

  private Tree names() {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("kind", kind.kind());
    names.put("listKind", kind.kind() + "List");
    names.put("plural", kind.plural());
    names.put("singular", kind.kind().toLowerCase(Locale.ROOT));
    names.put("categories", List.of("gateway-api"));
    if (!kind.shortNames().isEmpty()) {
      names.put("shortNames", kind.shortNames());
    }
    return Tree.of(names);
  }

  private List<Tree> versions() {
    List<Tree> versions = new ArrayList<>();
    for (BundledKind.Version version : kind.versions()) {
      versions.add(version(version, versions.isEmpty()));
    }
    return versions;
  }

  private Tree version(BundledKind.Version version, boolean stored) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", version.name());
    shown.put("served", version.served());
    shown.put("storage", stored);
    if (version.deprecated()) {
      shown.put("deprecated", true);
      shown.put(
          "deprecationWarning",
          "The "
              + version.name()
              + " version of "
              + kind.kind()
              + " has been deprecated and will"
              + " be removed in a future release of the API. Please upgrade to v1.");
    }
    if (hasStatus(version)) {
      shown.put("subresources", Tree.object("status", Tree.object()));
    }
    shown.put("schema", Tree.object("openAPIV3Schema", schema()));
    shown.put("additionalPrinterColumns", columns());
    return Tree.of(shown);
  }

  /** In v1.4.0 the old version of the policy lacks its status subresource (CRD file of v1.4.0). */
  private boolean hasStatus(BundledKind.Version version) {
    return !(kind.kind().equals(POLICY)
        && bundle.version().equals(GatewayApi.FIRST_V1)
        && version.name().equals("v1alpha3"));
  }

  private Tree schema() {
    if (kind.kind().equals(POLICY)) {
      return policySchema();
    }
    Tree any = Tree.object("type", "object", "x-kubernetes-preserve-unknown-fields", true);
    Tree properties = Tree.object("spec", any, "status", any);
    return Tree.object("type", "object", "properties", properties);
  }

  /** Since v1.5 a set of CAs may also be an implementation's own, such as {@code acme.io/roots}. */
  private Tree policySchema() {
    Tree schema = PracticeFiles.yaml("backend-tls-policy.yaml");
    if (bundle.minor() < 5) {
      return schema;
    }
    Tree wellKnown =
        Tree.object(
            "type",
            "string",
            "minLength",
            1,
            "maxLength",
            253,
            "pattern",
            "^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)"
                + "\\/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])$");
    return TreeEdit.put(
        schema,
        wellKnown,
        "properties",
        "spec",
        "properties",
        "validation",
        "properties",
        "wellKnownCACertificates");
  }

  private List<Tree> columns() {
    Tree age =
        Tree.object("jsonPath", ".metadata.creationTimestamp", "name", "Age", "type", "date");
    return switch (kind.kind()) {
      case "Gateway" ->
          List.of(
              column("Class", ".spec.gatewayClassName"),
              column("Address", ".status.addresses[*].value"),
              column("Programmed", ".status.conditions[?(@.type==\"Programmed\")].status"),
              age);
      case "GatewayClass" ->
          List.of(
              column("Controller", ".spec.controllerName"),
              column("Accepted", ".status.conditions[?(@.type==\"Accepted\")].status"),
              age);
      case "HTTPRoute", "GRPCRoute" -> List.of(column("Hostnames", ".spec.hostnames"), age);
      default -> List.of(age);
    };
  }

  private static Tree column(String name, String path) {
    return Tree.object("jsonPath", path, "name", name, "type", "string");
  }
}

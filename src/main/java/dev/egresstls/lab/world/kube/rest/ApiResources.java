package dev.egresstls.lab.world.kube.rest;

import dev.egresstls.lab.value.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out under which plural a kind is served, and whether in namespaces. Kinds that labs use are
 * known by heart, which spares a request each; for others the server is asked once.
 */
public final class ApiResources {
  private static final Map<String, List<String>> NAMESPACED =
      Map.of(
          "coordination.k8s.io",
          List.of("leases"),
          "",
          List.of(
              "pods",
              "services",
              "configmaps",
              "secrets",
              "serviceaccounts",
              "endpoints",
              "events"),
          "apps",
          List.of("deployments", "replicasets", "daemonsets", "statefulsets"),
          "discovery.k8s.io",
          List.of("endpointslices"),
          "gateway.networking.k8s.io",
          List.of("backendtlspolicies", "gateways", "httproutes", "grpcroutes", "referencegrants"),
          "networking.k8s.io",
          List.of("networkpolicies"),
          "networking.istio.io",
          List.of(
              "destinationrules", "serviceentries", "virtualservices", "sidecars", "envoyfilters"),
          "rbac.authorization.k8s.io",
          List.of("roles", "rolebindings"));

  private static final Map<String, List<String>> CLUSTER_SCOPED =
      Map.of(
          "",
          List.of("namespaces", "nodes"),
          "apiextensions.k8s.io",
          List.of("customresourcedefinitions"),
          "admissionregistration.k8s.io",
          List.of(
              "mutatingwebhookconfigurations",
              "validatingwebhookconfigurations",
              "validatingadmissionpolicies",
              "validatingadmissionpolicybindings"),
          "gateway.networking.k8s.io",
          List.of("gatewayclasses"),
          "rbac.authorization.k8s.io",
          List.of("clusterroles", "clusterrolebindings"));

  private final ApiClient server;
  private final Map<String, ApiResource> discovered = new ConcurrentHashMap<>();

  public ApiResources(ApiClient server) {
    this.server = server;
  }

  /**
   * A kind by its name.
   *
   * @return empty if the server does not serve it; a kind known by heart need not be served either
   */
  public Optional<ApiResource> find(String apiVersion, String kind) {
    return byHeart(apiVersion, kind).or(() -> byAsking(apiVersion, kind));
  }

  /** A kind that labs use, without asking anybody. */
  public static Optional<ApiResource> byHeart(String apiVersion, String kind) {
    String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    return spelled(NAMESPACED, group, apiVersion, kind, true)
        .or(() -> spelled(CLUSTER_SCOPED, group, apiVersion, kind, false));
  }

  private static Optional<ApiResource> spelled(
      Map<String, List<String>> table,
      String group,
      String apiVersion,
      String kind,
      boolean namespaced) {
    Set<String> spellings = plurals(kind.toLowerCase(java.util.Locale.ROOT));
    return table.getOrDefault(group, List.of()).stream()
        .filter(spellings::contains)
        .findFirst()
        .map(plural -> new ApiResource(apiVersion, kind, plural, namespaced));
  }

  private static Set<String> plurals(String singular) {
    Set<String> plurals = new HashSet<>(List.of(singular, singular + "s", singular + "es"));
    if (singular.endsWith("y")) {
      plurals.add(singular.substring(0, singular.length() - 1) + "ies");
    }
    return plurals;
  }

  private Optional<ApiResource> byAsking(String apiVersion, String kind) {
    ApiResource known = discovered.get(apiVersion + "/" + kind);
    if (known != null) {
      return Optional.of(known);
    }
    String path = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    ApiRequest call = ApiRequest.get(path, new ApiOperation("discover " + apiVersion));
    ServerResponse answer = server.send(call);
    if (answer.absent()) {
      return Optional.empty();
    }
    server
        .accepted(call, answer)
        .tree()
        .get("resources")
        .items()
        .forEach(one -> remember(apiVersion, one));
    return Optional.ofNullable(discovered.get(apiVersion + "/" + kind));
  }

  private void remember(String apiVersion, Tree resource) {
    String plural = resource.get("name").text("");
    String kind = resource.get("kind").text("");
    if (!plural.contains("/")) {
      discovered.put(
          apiVersion + "/" + kind,
          new ApiResource(apiVersion, kind, plural, resource.get("namespaced").isTrue()));
    }
  }
}

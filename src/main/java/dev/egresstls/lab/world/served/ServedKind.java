package dev.egresstls.lab.world.served;

import java.util.List;

/**
 * A kind that the cluster serves, and how people may call it.
 *
 * @param apiVersion such as {@code v1} or {@code apps/v1}
 * @param kind such as {@code EndpointSlice}
 * @param plural as in URLs, such as {@code endpointslices}
 * @param shortNames such as {@code svc}; often none
 */
public record ServedKind(
    String apiVersion,
    String kind,
    String plural,
    String singular,
    List<String> shortNames,
    boolean namespaced) {

  public ServedKind {
    shortNames = List.copyOf(shortNames);
  }

  /** The API group; empty for the core group. */
  public String group() {
    return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
  }

  /** {@code endpointslices.discovery.k8s.io}; the plural alone in the core group. */
  public String fullName() {
    return group().isEmpty() ? plural : plural + "." + group();
  }
}

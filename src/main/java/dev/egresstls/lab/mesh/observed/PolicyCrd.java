package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Objects;

/**
 * The CustomResourceDefinition of BackendTLSPolicy as it is installed.
 *
 * @param bundle the Gateway API bundle it came with, such as {@code v1.3.0}; empty if not annotated
 * @param channel {@code standard} or {@code experimental}; empty if not annotated
 * @param served the versions that the API server serves
 */
public record PolicyCrd(String bundle, String channel, List<String> served) {
  /** The name of the CRD. */
  public static final String NAME = "backendtlspolicies.gateway.networking.k8s.io";

  public PolicyCrd {
    Objects.requireNonNull(bundle);
    Objects.requireNonNull(channel);
    served = List.copyOf(served);
  }

  /** Reads the CRD object. */
  public static PolicyCrd of(Tree crd) {
    Tree annotations = crd.at("metadata.annotations");
    return new PolicyCrd(
        annotations.get("gateway.networking.k8s.io/bundle-version").text(""),
        annotations.get("gateway.networking.k8s.io/channel").text(""),
        crd.at("spec.versions").items().stream()
            .filter(version -> version.get("served").isTrue())
            .map(version -> version.get("name").text(""))
            .toList());
  }
}

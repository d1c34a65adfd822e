package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;

/** Fills in built-in kinds. */
public final class Defaults {
  private final ClusterAddresses addresses;

  /**
   * Fills in.
   *
   * @param addresses gives Services what no other Service has
   */
  public Defaults(ClusterAddresses addresses) {
    this.addresses = addresses;
  }

  /** The object with its defaults. */
  public Tree fill(String key, Tree object) {
    Object thawed = object.thawed();
    DefaultsDraft filling = DefaultsDraft.of(thawed);
    switch (key) {
      case "services" -> ServiceDefaults.fill(filling, addresses);
      case "pods" -> {
        PodDefaults.fillSpec(filling.in("spec"), true);
        filling.in("status").fill("phase", "Pending").fill("qosClass", "BestEffort");
      }
      case "deployments.apps", "replicasets.apps" -> WorkloadDefaults.fill(key, filling);
      case "namespaces" -> namespace(filling);
      case "endpointslices.discovery.k8s.io" -> endpointSlice(filling);
      case "secrets" -> secret(filling);
      case "customresourcedefinitions.apiextensions.k8s.io" -> CrdDefaults.fill(filling);
      default -> AdmissionDefaults.fill(key, filling);
    }
    return Tree.of(thawed);
  }

  private static void namespace(DefaultsDraft namespace) {
    DefaultsDraft metadata = namespace.in("metadata");
    metadata.in("labels").set("kubernetes.io/metadata.name", metadata.text("name"));
    if (!metadata.has("deletionTimestamp")) {
      namespace.in("spec").fill("finalizers", List.of("kubernetes"));
      namespace.in("status").fill("phase", "Active");
    }
  }

  private static void endpointSlice(DefaultsDraft slice) {
    slice.each("endpoints").forEach(endpoint -> endpoint.fill("conditions", Map.of()));
    for (DefaultsDraft port : slice.each("ports")) {
      port.fill("name", "").fill("protocol", "TCP");
    }
    slice.fill("endpoints", null);
  }

  private static void secret(DefaultsDraft secret) {
    secret.fill("type", "Opaque");
    if (secret.get("stringData") instanceof Map<?, ?> texts) {
      DefaultsDraft data = secret.in("data");
      texts.forEach((key, text) -> data.set(String.valueOf(key), base64(String.valueOf(text))));
      secret.remove("stringData");
    }
  }

  private static String base64(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return java.util.Base64.getEncoder().encodeToString(bytes);
  }
}

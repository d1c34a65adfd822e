package dev.egresstls.lab.world.kube;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Signs that someone's infrastructure carries a cluster, and not one machine. */
final class Cloud {
  /** Labels that a cloud's node controller sets (k8s.io/cloud-provider/controllers/node). */
  private static final List<String> PLACES =
      List.of("topology.kubernetes.io/region", "topology.kubernetes.io/zone");

  private static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";

  /** k3s gives every node this type, also on one machine (k3s pkg/cloudprovider/instances.go). */
  private static final String OF_K3S = "k3s";

  /** In the server's name or its version. */
  private static final Map<String, String> TRAITS = traits();

  private Cloud() {}

  private static Map<String, String> traits() {
    Map<String, String> traits = new LinkedHashMap<>();
    traits.put(".eks.amazonaws.com", "EKS");
    traits.put("-eks-", "EKS");
    traits.put(".azmk8s.io", "AKS");
    traits.put("-gke.", "GKE");
    traits.put(".k8s.ondigitalocean.com", "DigitalOcean");
    traits.put("+rke2", "RKE2");
    return traits;
  }

  /**
   * Where it runs: {@code azure} and such from the nodes' {@code spec.providerID}, else the name of
   * a service, else the type of its machines or where they are.
   */
  static Optional<String> of(String server, String version, List<Tree> nodes) {
    return provider(nodes)
        .or(() -> service(server, version))
        .or(() -> label(nodes, Stream.of(INSTANCE_TYPE)))
        .or(() -> label(nodes, PLACES.stream()));
  }

  /** Every provider but the two of local tools counts, also one that nobody here has heard of. */
  private static Optional<String> provider(List<Tree> nodes) {
    return nodes.stream()
        .map(node -> node.at("spec.providerID").text(""))
        .filter(id -> !id.isEmpty() && !LocalTool.isOfLocalTool(id))
        .map(id -> Neutral.line(id.contains("://") ? id.substring(0, id.indexOf("://")) : id))
        .findFirst();
  }

  private static Optional<String> service(String server, String version) {
    String traits = (server + " " + version).toLowerCase(Locale.ROOT);
    return TRAITS.entrySet().stream()
        .filter(trait -> traits.contains(trait.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<String> label(List<Tree> nodes, Stream<String> keys) {
    return keys.flatMap(key -> nodes.stream().flatMap(node -> label(node, key).stream()))
        .filter(value -> !value.equals(OF_K3S))
        .map(Neutral::line)
        .findFirst();
  }

  private static Optional<String> label(Tree node, String key) {
    return node.at("metadata.labels").get(key).text().filter(value -> !value.isEmpty());
  }
}

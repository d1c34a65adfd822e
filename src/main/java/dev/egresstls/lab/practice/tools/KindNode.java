package dev.egresstls.lab.practice.tools;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The node of a kind cluster.
 *
 * @param cluster what kind calls the cluster
 */
record KindNode(Cluster api, String cluster) {
  private static final String SUFFIX = "-control-plane";

  String name() {
    return cluster + SUFFIX;
  }

  boolean exists() {
    return api.resources().get(new Ref("v1", "Node", Optional.empty(), name())).isPresent();
  }

  /** Brings it to be; the cluster makes it ready by itself. */
  void create() {
    Map<String, String> labels =
        Map.of(
            "kubernetes.io/hostname", name(),
            "kubernetes.io/os", "linux",
            "node-role.kubernetes.io/control-plane", "");
    Tree metadata = Tree.object("name", name(), "labels", labels);
    api.resources().apply(Tree.object("apiVersion", "v1", "kind", "Node", "metadata", metadata));
  }

  private List<String> all() {
    return api.resources().list(Query.all("v1", "Node")).stream()
        .map(node -> node.at("metadata.name").text(""))
        .filter(name -> name.endsWith(SUFFIX))
        .toList();
  }

  String names() {
    List<String> all = all();
    return all.isEmpty()
        ? "No kind nodes found for cluster \"" + cluster + "\"."
        : String.join("\n", all);
  }

  String clusters() {
    String all =
        all().stream()
            .map(name -> name.substring(0, name.length() - SUFFIX.length()))
            .collect(Collectors.joining("\n"));
    return all.isEmpty() ? "No kind clusters found." : all;
  }
}

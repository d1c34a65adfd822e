package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;

/** What is there in a cluster that was just created. */
public final class InitialObjects {
  private static final String MANAGER = "kube-apiserver";

  private InitialObjects() {}

  /** Creates the first namespaces, and the Service of the API server with its EndpointSlice. */
  public static void fill(Objects objects) {
    for (String name : List.of("kube-system", "kube-public", "kube-node-lease", "default")) {
      objects.create("namespaces", object(Tree.object("name", name)), MANAGER);
    }
    objects.create("services", service(), MANAGER);
    objects.create("endpointslices.discovery.k8s.io", slice(), MANAGER);
  }

  private static Tree object(Tree metadata) {
    return Tree.object("metadata", metadata);
  }

  private static Tree service() {
    Map<String, String> labels = Map.of("component", "apiserver", "provider", "kubernetes");
    Tree port = Tree.object("name", "https", "port", 443, "protocol", "TCP", "targetPort", 6443);
    return object(metadata(labels))
        .with("spec", Tree.object("clusterIP", "10.96.0.1", "ports", List.of(port)));
  }

  private static Tree slice() {
    Tree endpoint =
        Tree.object("addresses", List.of("172.30.0.2"), "conditions", Map.of("ready", true));
    Tree port = Tree.object("name", "https", "port", 6443, "protocol", "TCP");
    return object(metadata(Map.of("kubernetes.io/service-name", "kubernetes")))
        .with("addressType", "IPv4")
        .with("endpoints", List.of(endpoint))
        .with("ports", List.of(port));
  }

  private static Tree metadata(Map<String, String> labels) {
    return Tree.object("name", "kubernetes", "namespace", "default", "labels", labels);
  }
}

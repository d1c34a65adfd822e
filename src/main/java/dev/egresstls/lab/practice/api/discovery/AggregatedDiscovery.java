package dev.egresstls.lab.practice.api.discovery;

import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Discovery in one document ({@code apidiscovery.k8s.io/v2}), as kubectl 1.30 and later ask. */
final class AggregatedDiscovery {
  private static final String TYPE =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private AggregatedDiscovery() {}

  static boolean wanted(IncomingRequest call) {
    return call.header("accept").replace(" ", "").contains(TYPE);
  }

  static ApiResponse answer(Map<String, List<Served>> groups) {
    List<Tree> items = new ArrayList<>();
    groups.forEach((name, types) -> items.add(group(name, types)));
    Tree document =
        Tree.object(
            "kind",
            "APIGroupDiscoveryList",
            "apiVersion",
            "apidiscovery.k8s.io/v2",
            "metadata",
            Map.of(),
            "items",
            items);
    return new ApiResponse(200, TYPE, document.toString());
  }

  private static Tree group(String name, List<Served> types) {
    List<Tree> versions = new ArrayList<>();
    for (String version : Versions.of(types)) {
      List<Tree> resources =
          types.stream()
              .filter(one -> one.type().version().equals(version))
              .map(ResourceDocuments::aggregated)
              .toList();
      versions.add(Tree.object("version", version, "resources", resources, "freshness", "Current"));
    }
    Tree metadata = name.isEmpty() ? Tree.object() : Tree.object("name", name);
    return Tree.object("metadata", metadata, "versions", versions);
  }
}

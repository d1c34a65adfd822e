package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What VirtualServices make of a service's port whose bytes are not read (istio
 * pilot/pkg/networking/core/tls.go:103-300 @1.31.0).
 *
 * @param routes the routes of the client's namespace
 * @param labels of the client's pod
 */
public record ByteRoutes(MeshRoutes routes, Tree labels) {
  /**
   * A route for bytes.
   *
   * @param names server names that it is for; empty for any
   * @param object the VirtualService
   * @param field where it is in there
   */
  public record ByteRoute(List<String> names, RouteTarget target, Tree object, String field) {}

  /** The routes of a port; empty if the service's own cluster takes it. */
  public List<ByteRoute> of(MeshService service, MeshService.Port port) {
    Optional<Tree> route = routes.virtualService(service.host());
    if (route.isEmpty()) {
      return List.of();
    }
    String kind = port.tls() ? "tls" : "tcp";
    List<ByteRoute> found = new ArrayList<>();
    List<Tree> rules = route.get().at("spec." + kind).items();
    for (int i = 0; i < rules.size(); i++) {
      String field = "spec." + kind + "[" + i + "]";
      for (Tree match : matches(rules.get(i))) {
        if (isFor(match, port)) {
          RouteTarget target =
              VirtualServiceRules.Destinations.of(
                  rules.get(i).get("route").items(), ObjectNames.namespace(route.get()));
          found.add(new ByteRoute(match.get("sniHosts").texts(), target, route.get(), field));
        }
      }
    }
    return found;
  }

  private static List<Tree> matches(Tree rule) {
    List<Tree> matches = rule.get("match").items();
    return matches.isEmpty() ? List.of(Tree.object()) : matches;
  }

  private boolean isFor(Tree match, MeshService.Port port) {
    List<String> gateways = match.get("gateways").texts();
    return match.get("port").number(port.number()) == port.number()
        && (gateways.isEmpty() || gateways.contains("mesh"))
        && match.get("sourceLabels").fields().entrySet().stream()
            .allMatch(label -> labels.get(label.getKey()).equals(label.getValue()));
  }
}

package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

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
    List<ByteRoute> found = new ArrayList<>();
    for (Tree route : routes.virtualServices(service.host())) {
      List<Tree> rules = route.at("spec." + (port.tls() ? "tls" : "tcp")).items();
      for (int i = 0; i < rules.size(); i++) {
        for (Tree match : matches(rules.get(i), port)) {
          add(found, route, i, match, port);
        }
      }
    }
    return found;
  }

  /** The first one for the same server names counts; of those that look at none, the first. */
  private void add(
      List<ByteRoute> found, Tree route, int index, Tree match, MeshService.Port port) {
    String field = "spec." + (port.tls() ? "tls" : "tcp") + "[" + index + "]";
    List<Tree> targets = route.at(field + ".route").items();
    List<String> names = port.tls() ? match.get("sniHosts").texts() : List.of();
    boolean before = found.stream().anyMatch(one -> one.names().equals(names));
    if (isFor(match, port) && !before && !targets.isEmpty()) {
      RouteTarget target =
          VirtualServiceRules.Destinations.of(targets, ObjectNames.namespace(route));
      found.add(new ByteRoute(names, target, route, field));
    }
  }

  /** TLS is matched by name in any case; bytes without a match are all taken. */
  private static List<Tree> matches(Tree rule, MeshService.Port port) {
    List<Tree> matches = rule.get("match").items();
    return matches.isEmpty() && !port.tls() ? List.of(Tree.object()) : matches;
  }

  private boolean isFor(Tree match, MeshService.Port port) {
    List<String> gateways = match.get("gateways").texts();
    return match.get("port").number(port.number()) == port.number()
        && (gateways.isEmpty() || gateways.contains("mesh"))
        && match.get("sourceNamespace").text(routes.namespace()).equals(routes.namespace())
        && match.get("sourceLabels").fields().entrySet().stream()
            .allMatch(label -> labels.get(label.getKey()).equals(label.getValue()));
  }
}

package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The HTTPRoutes of a Gateway.
 *
 * @param gateway the Gateway
 */
public record GatewayRoutes(Observation seen, Tree gateway) {
  private static final Comparator<Tree> OLDEST =
      Comparator.comparing((Tree object) -> ObjectNames.created(object).orElse(Instant.EPOCH))
          .thenComparing(ObjectNames::name);

  /** The rules for a host: those of the routes that name it, or no host at all. */
  public List<Rule> of(String host) {
    List<Tree> routes =
        seen.all("HTTPRoute").stream()
            .filter(this::isMine)
            .filter(route -> names(route, host))
            .sorted(OLDEST)
            .toList();
    return new HttpRouteRules(seen, true).of(routes);
  }

  private boolean isMine(Tree route) {
    return route.at("spec.parentRefs").items().stream()
        .filter(ref -> ref.get("kind").text("Gateway").equals("Gateway"))
        .filter(ref -> ref.get("name").text("").equals(ObjectNames.name(gateway)))
        .anyMatch(
            ref ->
                ref.get("namespace")
                    .text(ObjectNames.namespace(route))
                    .equals(ObjectNames.namespace(gateway)));
  }

  private static boolean names(Tree route, String host) {
    List<String> hosts = route.at("spec.hostnames").texts();
    return hosts.isEmpty() || hosts.stream().anyMatch(one -> Hosts.covers(one, host));
  }
}

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
 * @param port on which requests come
 */
public record GatewayRoutes(Observation seen, Tree gateway, int port) {
  private static final Comparator<Tree> OLDEST =
      Comparator.comparing((Tree object) -> ObjectNames.created(object).orElse(Instant.EPOCH))
          .thenComparing(ObjectNames::name);

  /** The rules for a host: those of the routes that name it, or no host at all. */
  public List<Rule> of(String host) {
    List<Tree> routes =
        seen.all("HTTPRoute").stream()
            .filter(route -> isMine(route, host))
            .filter(route -> names(route, host))
            .sorted(OLDEST)
            .toList();
    return new HttpRouteRules(seen, true).of(routes);
  }

  /** Whether one of the listeners that a request for the host may meet on the port takes it. */
  private boolean isMine(Tree route, String host) {
    return gateway.at("spec.listeners").items().stream()
        .filter(one -> one.get("port").number(0) == port)
        .filter(one -> Hosts.covers(one.get("hostname").text("*"), host))
        .anyMatch(one -> new Attachment(seen, gateway, one).takes(route));
  }

  private static boolean names(Tree route, String host) {
    List<String> hosts = route.at("spec.hostnames").texts();
    return hosts.isEmpty() || hosts.stream().anyMatch(one -> Hosts.covers(one, host));
  }
}

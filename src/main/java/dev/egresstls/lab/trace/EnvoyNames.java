package dev.egresstls.lab.trace;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.GatewayHalf;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.sidecar.Filter;
import java.util.Optional;

/** What each hop is called in the sidecar's configuration, so that it can be found there. */
public final class EnvoyNames {
  private EnvoyNames() {}

  /** The name in Envoy's config dump; empty for a hop that Envoy has no part in. */
  public static Optional<String> of(Route route, Hop hop) {
    return switch (hop.kind()) {
      case DNS -> Optional.empty();
      case IPTABLES -> route.listener().map(taken -> say("trace.envoy.redirect"));
      case LISTENER -> route.listener().map(name -> say("trace.envoy.listener", name));
      case FILTER -> filter(route);
      case CLUSTER -> route.cluster().map(name -> say("trace.envoy.cluster", name));
      case TLS -> route.tls().map(EnvoyNames::tls);
      case GATEWAY, GATEWAY_ROUTE, GATEWAY_CLUSTER, GATEWAY_TLS, GATEWAY_UPSTREAM ->
          route.gateway().flatMap(half -> behind(half, hop));
      case UPSTREAM -> route.clusterType().map(type -> say("trace.envoy.host", type));
    };
  }

  private static Optional<String> behind(GatewayHalf half, Hop hop) {
    return switch (hop.kind()) {
      case GATEWAY -> Optional.of(say("trace.envoy.listener", half.listener()));
      case GATEWAY_ROUTE -> Optional.of(say("trace.envoy.route", half.accessLog().route()));
      case GATEWAY_CLUSTER -> half.onward().cluster().map(name -> say("trace.envoy.cluster", name));
      case GATEWAY_TLS -> half.onward().tls().map(EnvoyNames::tls);
      default -> half.onward().clusterType().map(type -> say("trace.envoy.host", type));
    };
  }

  private static Optional<String> filter(Route route) {
    if (route.filter() == Filter.NONE) {
      return Optional.empty();
    }
    String name = "envoy.filters.network." + route.filter().envoyName();
    return Optional.of(
        name + route.httpRoute().map(taken -> ", " + say("trace.envoy.route", taken)).orElse(""));
  }

  private static String tls(Tls tls) {
    return say("trace.envoy.secret", tls.ca());
  }
}

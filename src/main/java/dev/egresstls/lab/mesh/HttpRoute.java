package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.config.Chain;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.PortProtocol;
import dev.egresstls.lab.mesh.registry.Reach;
import dev.egresstls.lab.mesh.registry.Scope;
import java.util.Locale;
import java.util.Optional;

/**
 * The route that an HTTP request takes in a sidecar (istio
 * pilot/pkg/networking/core/httproute.go:310-360,510-620,781-839 @1.30.3).
 *
 * @param name {@code default} for a service's own, {@code allow_any} or {@code block_all} otherwise
 * @param cluster empty if the sidecar answers 502 by itself
 */
record HttpRoute(String name, Optional<String> cluster, Because because) {
  /** The name of a service's own route. */
  static final String OWN = "default";

  /**
   * The route of a request.
   *
   * @param chain the chain that reads it
   * @param port the listener's
   */
  static HttpRoute of(Dial dial, Chain chain, int port, Scope scope) {
    if (!chain.cluster().isEmpty()) {
      return new HttpRoute(OWN, Optional.of(chain.cluster()), chain.because());
    }
    String host = dial.host().toLowerCase(Locale.ROOT);
    Optional<HttpRoute> best = Optional.empty();
    int length = -1;
    for (MeshService service : scope.hosts()) {
      Optional<MeshService.Port> own = service.port(port).filter(HttpRoute::isRead);
      int fit = own.isEmpty() || service.reach() == Reach.ALIAS ? -1 : fit(service, host, scope);
      if (fit > length) {
        length = fit;
        best = Optional.of(to(service, own.orElseThrow(), dial));
      }
    }
    return best.orElseGet(() -> fallback(dial, scope));
  }

  private static boolean isRead(MeshService.Port port) {
    return port.protocol() == PortProtocol.HTTP || port.protocol() == PortProtocol.AUTO;
  }

  /** How well one of a service's names is a host: exact, else by the longest pattern; -1 if not. */
  private static int fit(MeshService service, String host, Scope scope) {
    int best = -1;
    for (String domain : Hosts.domains(service, scope.namespace())) {
      if (domain.equals(host)) {
        return Integer.MAX_VALUE;
      }
      boolean below = Hosts.isPattern(domain) && host.length() >= domain.length();
      if (below && Hosts.covers(domain, host)) {
        best = Math.max(best, domain.length());
      }
    }
    return best;
  }

  private static HttpRoute to(MeshService service, MeshService.Port port, Dial dial) {
    String kind = service.kubernetes() ? "Service " : "ServiceEntry ";
    String text = say("mesh.route.host", dial.host(), kind + service.name());
    String field = service.kubernetes() ? "metadata.name" : "spec.hosts";
    Because because = new Because(text, Names.of(service.object()), field, service.title());
    return new HttpRoute(OWN, Optional.of(service.clusterName(port)), because);
  }

  private static HttpRoute fallback(Dial dial, Scope scope) {
    OutboundPolicy policy = scope.outbound();
    boolean open = policy == OutboundPolicy.ALLOW_ANY;
    Because why = scope.outboundReason();
    String text = say("mesh.route.noService", dial.host(), policy.httpRoute());
    return new HttpRoute(
        policy.httpRoute(),
        open ? Optional.of(policy.cluster()) : Optional.empty(),
        new Because(text, why.object(), why.field(), why.value()));
  }
}

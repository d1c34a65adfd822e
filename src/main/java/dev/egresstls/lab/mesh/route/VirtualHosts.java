package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.mesh.registry.Aliases;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.PortProtocol;
import dev.egresstls.lab.mesh.registry.Reach;
import dev.egresstls.lab.mesh.registry.SidecarScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The virtual hosts of a sidecar's HTTP listener (istio
 * pilot/pkg/networking/core/route/route.go:103-310, httproute.go:300-470 @1.31.0): first those of
 * routes, then those of services that no route is for. Of hosts that none of the services on this
 * port has, a VirtualService counts on port 80 alone, or with services that it has too.
 */
public final class VirtualHosts {
  private static final int ANY_HOST_PORT = 80;

  private final SidecarScope scope;
  private final RequestView request;
  private final List<MeshRoutes.Source> sources;

  /** The services that have the port, whatever its protocol is; of one host the last counts. */
  private final Map<String, MeshService> registry = new LinkedHashMap<>();

  private final List<VirtualHost> made = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> domains = new HashSet<>();
  private final Set<String> routed = new HashSet<>();

  /**
   * A virtual host.
   *
   * @param host of the service, or of the VirtualService
   * @param domains what the Host of a request is compared with
   * @param service the service; empty for a host that none has
   * @param rules empty if all requests go to the service
   */
  public record VirtualHost(
      String host, List<String> domains, Optional<MeshService> service, List<Rule> rules) {}

  /** Those of the listener that a request reaches. */
  public VirtualHosts(MeshRoutes routes, SidecarScope scope, RequestView request) {
    this.scope = scope;
    this.request = request;
    this.sources = routes.sources();
    for (MeshService service : scope.services()) {
      if (service.port(request.port()).isPresent()) {
        registry.put(service.host(), service);
      }
    }
    sources.forEach(this::ofRoutes);
    for (MeshService service : registry.values()) {
      if (!routed.contains(service.host()) && service.reach() != Reach.ALIAS && isRead(service)) {
        add(service.host(), scope.domains(service), Optional.of(service), List.of());
      }
    }
  }

  /** The one that takes a Host; empty if none does. */
  public Optional<VirtualHost> of(String host) {
    Optional<VirtualHost> best = Optional.empty();
    int length = -1;
    for (VirtualHost one : made) {
      for (String domain : one.domains()) {
        if (domain.equals(host)) {
          return Optional.of(one);
        }
        boolean below = Hosts.isPattern(domain) && host.length() >= domain.length();
        if (below && Hosts.covers(domain, host) && domain.length() > length) {
          best = Optional.of(one);
          length = domain.length();
        }
      }
    }
    return best;
  }

  /** The one of a service whose bytes are looked at: any Host is taken for it. */
  public Optional<VirtualHost> ofService(String host) {
    return made.stream().filter(one -> one.domains().contains(host)).findFirst();
  }

  /** Where a rule leads that names no port, and whether another name stands for the service. */
  public String cluster(RouteTarget target) {
    Optional<MeshService> alias =
        Optional.ofNullable(registry.get(target.host())).filter(one -> one.reach() == Reach.ALIAS);
    String host = alias.map(Aliases::external).orElse(target.host());
    int port = target.port().orElse(request.port());
    return "outbound|" + port + "|" + target.subset() + "|" + host;
  }

  private boolean isRead(MeshService service) {
    return service
        .port(request.port())
        .map(MeshService.Port::protocol)
        .filter(one -> one == PortProtocol.HTTP || one == PortProtocol.AUTO)
        .isPresent();
  }

  private void ofRoutes(MeshRoutes.Source source) {
    List<Rule> rules = source.rules().apply(request);
    List<MeshService> services = services(source);
    boolean near =
        services.stream().anyMatch(one -> one.namespace().equals(source.namespace()))
            || scope.namespace().equals(source.namespace());
    if (rules.isEmpty() || (source.gatewayApi() && (services.isEmpty() || !near))) {
      return;
    }
    List<MeshService> read = services.stream().filter(this::isRead).toList();
    if (read.isEmpty() && request.port() != ANY_HOST_PORT) {
      return;
    }
    for (String host : hosts(source)) {
      add(host, List.of(host), Optional.empty(), rules);
    }
    for (MeshService service : read) {
      add(service.host(), scope.domains(service), Optional.of(service), rules);
      routed.add(service.host());
    }
  }

  /** Hosts of a route that no service on this port has. */
  private List<String> hosts(MeshRoutes.Source source) {
    return source.hosts().stream()
        .filter(
            host ->
                Hosts.isPattern(host)
                    ? source.gatewayApi()
                        || registry.keySet().stream().noneMatch(own -> Hosts.overlap(own, host))
                    : !registry.containsKey(host))
        .toList();
  }

  private List<MeshService> services(MeshRoutes.Source source) {
    Set<MeshService> services = new LinkedHashSet<>();
    for (String host : source.hosts()) {
      if (!Hosts.isPattern(host)) {
        Optional.ofNullable(registry.get(host)).ifPresent(services::add);
      } else if (!source.gatewayApi()) {
        registry.values().stream()
            .filter(one -> Hosts.overlap(one.host(), host))
            .filter(one -> mostSpecific(one.host()).filter(source::equals).isPresent())
            .forEach(services::add);
      }
    }
    return List.copyOf(services);
  }

  /** The route whose host fits a service best; of those with the same host the first. */
  private Optional<MeshRoutes.Source> mostSpecific(String service) {
    Optional<MeshRoutes.Source> best = Optional.empty();
    int length = -1;
    for (MeshRoutes.Source source : sources) {
      for (String host : source.hosts()) {
        boolean same = host.equals(service);
        boolean covers = same || (Hosts.isPattern(host) && Hosts.covers(host, service));
        int fit = same ? Integer.MAX_VALUE : covers ? host.length() : -1;
        if (fit > length) {
          length = fit;
          best = Optional.of(source);
        }
      }
    }
    return best;
  }

  private void add(
      String host, List<String> wanted, Optional<MeshService> service, List<Rule> rules) {
    if (names.add(host)) {
      List<String> own = wanted.stream().filter(domains::add).toList();
      if (!own.isEmpty()) {
        made.add(new VirtualHost(host, own, service, rules));
      }
    }
  }
}

package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The routes that the sidecars of a namespace get, in istiod's order: VirtualServices, and what it
 * makes of HTTPRoutes that have services as parents (istio pilot/pkg/model/push_context.go
 * VirtualServicesForGateway, pilot/pkg/config/kube/gateway/route_collections.go:128-190,805-893
 * {@code @1.31.0}).
 */
public final class MeshRoutes {
  private static final String MESH = "mesh";

  private static final Comparator<Tree> OLDEST =
      Comparator.comparing((Tree object) -> ObjectNames.created(object).orElse(Instant.EPOCH))
          .thenComparing(ObjectNames::namespace)
          .thenComparing(ObjectNames::name);

  /**
   * A VirtualService, or the HTTPRoutes of a namespace for one service and port.
   *
   * @param hosts full names, in lower case
   * @param gatewayApi whether it comes of HTTPRoutes
   * @param namespace where it is
   * @param rules the rules that may count for a request, whatever its path is
   * @param first the object, or the oldest of several
   * @param rank who sees it: those that are kept to the client's namespace go first
   */
  record Source(
      List<String> hosts,
      boolean gatewayApi,
      String namespace,
      Function<RequestView, List<Rule>> rules,
      Tree first,
      String name,
      int rank) {
    private static final Comparator<Source> ORDER =
        Comparator.comparing(Source::rank)
            .thenComparing(source -> ObjectNames.created(source.first).orElse(Instant.EPOCH))
            .thenComparing(Source::name)
            .thenComparing(Source::namespace);
  }

  private final Observation seen;
  private final String namespace;
  private final List<Source> sources;

  /** Those of a namespace, put in order once. */
  public MeshRoutes(Observation seen, String namespace) {
    this.seen = seen;
    this.namespace = namespace;
    this.sources = sorted();
  }

  String namespace() {
    return namespace;
  }

  /** All of them. */
  List<Source> sources() {
    return sources;
  }

  private List<Source> sorted() {
    List<Source> all = new ArrayList<>();
    for (Tree one : seen.all("VirtualService")) {
      rank(one)
          .ifPresent(
              rank ->
                  all.add(
                      new Source(
                          hosts(one),
                          false,
                          ObjectNames.namespace(one),
                          request -> new VirtualServiceRules(one).http(request),
                          one,
                          ObjectNames.name(one),
                          rank)));
    }
    all.addAll(ofHttpRoutes());
    return all.stream().sorted(Source.ORDER).toList();
  }

  /** The VirtualServices for a service whose bytes are not read. */
  List<Tree> virtualServices(String host) {
    return sources.stream()
        .filter(one -> !one.gatewayApi())
        .filter(one -> one.hosts().stream().anyMatch(own -> Hosts.overlap(own, host)))
        .map(Source::first)
        .toList();
  }

  private static List<String> hosts(Tree route) {
    return route.at("spec.hosts").texts().stream()
        .map(one -> Hosts.full(one, ObjectNames.namespace(route)).toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Empty if the client's sidecar does not get it. */
  private Optional<Integer> rank(Tree route) {
    List<String> gateways = route.at("spec.gateways").texts();
    if (!gateways.isEmpty() && !gateways.contains(MESH)) {
      return Optional.empty();
    }
    String home = ObjectNames.namespace(route);
    List<String> own = route.at("spec.exportTo").texts();
    List<String> others = seen.controlPlane().mesh().get("defaultVirtualServiceExportTo").texts();
    List<String> to = own.isEmpty() ? others : own;
    if (to.isEmpty() || to.contains("*")) {
      return Optional.of(3);
    }
    boolean beside = home.equals(namespace) && (to.contains(".") || to.contains(home));
    if (to.contains("~") || !(beside || to.contains(namespace))) {
      return Optional.empty();
    }
    return Optional.of(beside ? 0 : 1);
  }

  /** One for each namespace, port and host; those of the client's namespace go before others. */
  private List<Source> ofHttpRoutes() {
    Map<String, List<Tree>> routes = new LinkedHashMap<>();
    Map<String, Tree> parents = new LinkedHashMap<>();
    for (Tree route : seen.all("HTTPRoute").stream().sorted(OLDEST).toList()) {
      for (Tree parent : route.at("spec.parentRefs").items()) {
        for (String host : hosts(parent, ObjectNames.namespace(route))) {
          String port = port(parent).map(number -> "~" + number).orElse("");
          String key = ObjectNames.namespace(route) + port + "~" + host;
          routes.computeIfAbsent(key, k -> new ArrayList<>()).add(route);
          parents.putIfAbsent(key, parent.with("host", host));
        }
      }
    }
    List<Source> all = new ArrayList<>();
    routes.forEach((key, list) -> all.add(ofHttpRoutes(key, list, parents.get(key))));
    return all;
  }

  private Source ofHttpRoutes(String key, List<Tree> routes, Tree parent) {
    String home = ObjectNames.namespace(routes.get(0));
    return new Source(
        List.of(parent.get("host").text("")),
        true,
        home,
        request ->
            port(parent).filter(port -> port != request.port()).isPresent()
                ? List.of()
                : new HttpRouteRules(seen, false).of(routes),
        routes.get(0),
        key,
        home.equals(namespace) ? 2 : 3);
  }

  private static Optional<Integer> port(Tree parent) {
    long port = parent.get("port").number(0);
    return port > 0 ? Optional.of((int) port) : Optional.empty();
  }

  /** The hosts of a parent that is a service; none for a Gateway. */
  private List<String> hosts(Tree parent, String namespace) {
    String name = parent.get("name").text("");
    String in = parent.get("namespace").text(namespace);
    return switch (parent.get("kind").text("Gateway")) {
      case "Service" -> List.of(name + "." + in + ".svc." + MeshService.DOMAIN);
      case "ServiceEntry" ->
          seen.find("ServiceEntry", in, name).map(MeshRoutes::hosts).orElse(List.of());
      default -> List.of();
    };
  }
}

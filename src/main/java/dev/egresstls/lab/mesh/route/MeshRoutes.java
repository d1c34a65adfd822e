package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which routes the sidecars of a namespace have for a host (istio
 * pilot/pkg/networking/core/route/route.go BuildSidecarVirtualHostWrapper, push_context.go
 * initVirtualServices @1.31.0). Of HTTPRoutes those in the client's namespace go before those in
 * that of the service; a VirtualService goes before none of either if they are older.
 */
public record MeshRoutes(Observation seen, String namespace) {
  private static final String MESH = "mesh";

  private static final Comparator<Tree> OLDEST =
      Comparator.comparing((Tree object) -> ObjectNames.created(object).orElse(Instant.EPOCH))
          .thenComparing(ObjectNames::name);

  /** The rules for a service; empty if no route is for it. */
  public List<Rule> http(MeshService service) {
    List<Rule> own = virtualService(service.host()).map(this::rules).orElse(List.of());
    return own.isEmpty() ? httpRoutes(service) : own;
  }

  /** The rules for a host that no service has. */
  public List<Rule> http(String host) {
    return virtualService(host).map(this::rules).orElse(List.of());
  }

  private List<Rule> rules(Tree virtualService) {
    return new VirtualServiceRules(virtualService).http();
  }

  /** The VirtualService for a host: the longest of its hosts counts, then the oldest. */
  public Optional<Tree> virtualService(String host) {
    return seen.all("VirtualService").stream()
        .filter(this::isForSidecars)
        .filter(one -> length(one, host) >= 0)
        .min(Comparator.comparing((Tree one) -> -length(one, host)).thenComparing(OLDEST));
  }

  private boolean isForSidecars(Tree route) {
    List<String> gateways = route.at("spec.gateways").texts();
    List<String> own = route.at("spec.exportTo").texts();
    List<String> others = seen.controlPlane().mesh().get("defaultVirtualServiceExportTo").texts();
    List<String> to = own.isEmpty() ? others : own;
    boolean shown =
        to.isEmpty()
            || to.contains("*")
            || to.contains(namespace)
            || (to.contains(".") && ObjectNames.namespace(route).equals(namespace));
    return shown && (gateways.isEmpty() || gateways.contains(MESH));
  }

  private static int length(Tree route, String host) {
    return route.at("spec.hosts").texts().stream()
        .map(one -> Hosts.full(one, ObjectNames.namespace(route)))
        .filter(one -> Hosts.covers(one, host))
        .mapToInt(one -> Hosts.isPattern(one) ? one.length() : Integer.MAX_VALUE)
        .max()
        .orElse(-1);
  }

  private List<Rule> httpRoutes(MeshService service) {
    List<Tree> all =
        seen.all("HTTPRoute").stream().filter(r -> parent(r, service).isPresent()).toList();
    List<Tree> beside =
        all.stream().filter(r -> ObjectNames.namespace(r).equals(namespace)).toList();
    List<Tree> producers =
        all.stream().filter(r -> ObjectNames.namespace(r).equals(service.namespace())).toList();
    List<Tree> taken = beside.isEmpty() ? producers : beside;
    return new HttpRouteRules(seen)
        .of(
            taken.stream().sorted(OLDEST).toList(),
            route -> parent(route, service).flatMap(MeshRoutes::port));
  }

  private static Optional<Integer> port(Tree parent) {
    long port = parent.get("port").number(0);
    return port > 0 ? Optional.of((int) port) : Optional.empty();
  }

  /** What ties an HTTPRoute to a service. */
  private static Optional<Tree> parent(Tree route, MeshService service) {
    String kind = service.kubernetes() ? "Service" : "ServiceEntry";
    return route.at("spec.parentRefs").items().stream()
        .filter(ref -> ref.get("kind").text("Gateway").equals(kind))
        .filter(ref -> ref.get("name").text("").equals(service.name()))
        .filter(
            ref ->
                ref.get("namespace").text(ObjectNames.namespace(route)).equals(service.namespace()))
        .findFirst();
  }
}

package dev.egresstls.lab.mesh.sidecar;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.PortProtocol;
import dev.egresstls.lab.mesh.registry.Reach;
import dev.egresstls.lab.mesh.registry.SidecarScope;
import dev.egresstls.lab.mesh.route.ByteRoutes;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the filter chains of a service's port (istio pilot/pkg/networking/core/listener.go:770-800,
 * tls.go:103-236 @1.31.0).
 *
 * @param any the address that stands for any
 * @param routes VirtualServices that send bytes elsewhere
 * @param scope the services that the sidecar sees
 */
record ChainMaker(String any, ByteRoutes routes, SidecarScope scope) {

  List<Chain> of(String bind, MeshService service, MeshService.Port port, List<String> ranges) {
    Because because = because(bind, service, port);
    String cluster = service.clusterName(port);
    boolean everywhere = bind.equals(any);
    Chain http = Chain.http(everywhere ? "" : cluster, because);
    if (port.protocol() == PortProtocol.HTTP) {
      return List.of(http);
    }
    List<ByteRoutes.ByteRoute> led = routes.of(service, port);
    if (!led.isEmpty()) {
      List<Chain> chains = new ArrayList<>();
      led.forEach(route -> chains.add(led(route, port, ranges)));
      if (port.protocol() == PortProtocol.AUTO) {
        chains.add(http);
      }
      return chains;
    }
    List<String> names = port.tls() && byName(bind, service, ranges) ? names(service) : List.of();
    Chain bytes = new Chain(Filter.TCP_PROXY, names, ranges, cluster, because);
    return port.protocol() == PortProtocol.AUTO ? List.of(bytes, http) : List.of(bytes);
  }

  private Chain led(ByteRoutes.ByteRoute route, MeshService.Port port, List<String> ranges) {
    int only =
        scope
            .host(route.target().host())
            .filter(service -> service.ports().size() == 1)
            .map(service -> service.ports().get(0).number())
            .orElse(port.number());
    int number = route.target().port().orElse(only);
    String cluster =
        "outbound|" + number + "|" + route.target().subset() + "|" + route.target().host();
    String name = ObjectNames.name(route.object());
    String text = say("mesh.route.virtualService", name, route.field());
    String to = route.object().at(route.field()).get("route").toString();
    Because because = new Because(text, ObjectNames.of(route.object()), route.field(), to);
    return new Chain(Filter.TCP_PROXY, route.names(), ranges, cluster, because);
  }

  /** TLS is distinguished by server name only where the address does not do it. */
  private boolean byName(String bind, MeshService service, List<String> ranges) {
    boolean nowhere = service.anywhere() && bind.equals(any);
    return !ranges.isEmpty() || nowhere || service.reach() == Reach.DNS_DYNAMIC;
  }

  private List<String> names(MeshService service) {
    return service.host().equals("*") ? List.of() : scope.names(service);
  }

  /** Why a service has this listener. */
  Because because(String bind, MeshService service, MeshService.Port port) {
    String text = text(bind, service, port);
    Tree written = service.object().at("spec.ports").get(port.index());
    boolean said = written.get("appProtocol").isPresent();
    String name = !service.kubernetes() ? "protocol" : said ? "appProtocol" : "name";
    String value = written.get(name).text("");
    String field = "spec.ports[" + port.index() + "]." + name;
    return new Because(text, ObjectNames.of(service.object()), field, value);
  }

  private String text(String bind, MeshService service, MeshService.Port port) {
    String named = Listeners.named(service);
    boolean range = service.address().indexOf('/') >= 0;
    String where =
        bind.equals(any) ? (range ? "range" : "anywhere") : service.headless() ? "each" : "own";
    return switch (port.protocol()) {
      case AUTO -> say("mesh.listener.auto." + where, named, port.number());
      case HTTP -> say("mesh.listener.http", named, port.name());
      default -> say("mesh.listener.tcp." + where, named, port.name());
    };
  }
}

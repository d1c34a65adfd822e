package dev.egresstls.lab.mesh.config;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.PortProtocol;
import dev.egresstls.lab.mesh.registry.Reach;
import java.util.List;

/**
 * Makes the filter chains of a service's port (istio pilot/pkg/networking/core/listener.go:770-800,
 * tls.go:103-236 @1.31.0).
 *
 * @param any the address that stands for any
 */
record ChainMaker(String any) {

  List<Chain> of(String bind, MeshService service, MeshService.Port port, List<String> ranges) {
    Because because = because(bind, service, port);
    String cluster = service.clusterName(port);
    boolean everywhere = bind.equals(any);
    Chain http = Chain.http(everywhere ? "" : cluster, because);
    if (port.protocol() == PortProtocol.HTTP) {
      return List.of(http);
    }
    List<String> names = port.tls() && byName(bind, service, ranges) ? names(service) : List.of();
    Chain bytes = new Chain(Filter.TCP_PROXY, names, ranges, cluster, because);
    return port.protocol() == PortProtocol.AUTO ? List.of(bytes, http) : List.of(bytes);
  }

  /** TLS is told apart by server name only where the address does not do it. */
  private boolean byName(String bind, MeshService service, List<String> ranges) {
    boolean nowhere = service.anywhere() && bind.equals(any);
    return !ranges.isEmpty() || nowhere || service.reach() == Reach.DNS_DYNAMIC;
  }

  private static List<String> names(MeshService service) {
    return service.host().equals("*") ? List.of() : List.of(service.host());
  }

  /** Why a service has this listener. */
  Because because(String bind, MeshService service, MeshService.Port port) {
    String text =
        Listeners.named(service) + ", port " + named(port) + ", " + where(bind, service, port);
    String name = service.kubernetes() ? "name" : "protocol";
    String value = service.object().at("spec.ports").get(port.index()).get(name).text("");
    String field = "spec.ports[" + port.index() + "]." + name;
    return new Because(text, Names.of(service.object()), field, value);
  }

  private String where(String bind, MeshService service, MeshService.Port port) {
    if (port.protocol() == PortProtocol.HTTP) {
      return "one listener for all";
    }
    if (bind.equals(any)) {
      return "which has no address of its own";
    }
    return service.headless() ? "one listener an address" : "at its own address";
  }

  private static String named(MeshService.Port port) {
    return switch (port.protocol()) {
      case AUTO -> port.number() + " says no protocol: Envoy looks at the bytes";
      case HTTP -> "\"" + port.name() + "\": HTTP";
      default -> "\"" + port.name() + "\": TCP";
    };
  }
}

package dev.egresstls.lab.mesh.sidecar;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.PortProtocol;
import dev.egresstls.lab.mesh.registry.Reach;
import dev.egresstls.lab.mesh.registry.SidecarScope;
import dev.egresstls.lab.mesh.route.ByteRoutes;
import dev.egresstls.lab.mesh.route.MeshRoutes;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The outbound listeners of a sidecar (istio
 * pilot/pkg/networking/core/listener.go:342-545,812-1010 @1.31.0): one for each endpoint address of
 * a headless Service's TCP port, healthy or not; one for the address of any other; one for all
 * services that speak HTTP on a port, or have no address.
 */
final class Listeners {
  /** Ports of the proxy itself, on which no wildcard listener may stand (context.go:886). */
  private static final Set<Integer> OWN_PORTS = Set.of(15001, 15006, 15021, 15090);

  private final Observation seen;
  private final Tree pod;
  private final SidecarScope scope;
  private final ChainMaker chains;
  private final String any;
  private final Map<String, ListenerEntry> entries = new LinkedHashMap<>();

  Listeners(Observation seen, Tree pod, SidecarScope scope) {
    this.seen = seen;
    this.pod = pod;
    this.scope = scope;
    this.any = Addresses.of(pod).wildcard();
    MeshRoutes routes = new MeshRoutes(seen, scope.namespace());
    this.chains = new ChainMaker(any, new ByteRoutes(routes, pod.at("metadata.labels")), scope);
  }

  List<ListenerConfig> all() {
    for (MeshService service : scope.services()) {
      for (MeshService.Port port : service.ports()) {
        if (service.reach() != Reach.ALIAS && port.protocol() != PortProtocol.UDP) {
          add(service, port);
        }
      }
    }
    Chain rest = Chain.toCluster(scope.outbound().cluster(), passes());
    List<ListenerConfig> all = new ArrayList<>();
    entries.values().forEach(entry -> all.add(entry.config(rest)));
    all.add(virtualOutbound(rest));
    return all;
  }

  private void add(MeshService service, MeshService.Port port) {
    boolean http = port.protocol() == PortProtocol.HTTP;
    boolean each =
        service.reach() == Reach.DIALLED
            && service.anywhere()
            && !http
            && (service.kubernetes()
                || Endpoint.besides(seen, service, port).findAny().isPresent());
    if (http) {
      if (!OWN_PORTS.contains(port.number())) {
        add(any, service, port, List.of());
      }
    } else if (each) {
      forEachEndpoint(service, port);
    } else {
      atItsAddress(service, port);
    }
  }

  private void forEachEndpoint(MeshService service, MeshService.Port port) {
    Stream<Endpoint> own = Endpoint.all(seen, service, port).stream();
    List<Endpoint> all = Stream.concat(own, Endpoint.besides(seen, service, port)).toList();
    for (Endpoint endpoint : all) {
      if (Cidr.isAddress(endpoint.address()) && !own(endpoint.address())) {
        add(endpoint.address(), service, port, List.of());
      }
    }
  }

  /** A sidecar has no outbound listener for its own pod. */
  private boolean own(String address) {
    return pod.at("status.podIP").text("").equals(address);
  }

  private void atItsAddress(MeshService service, MeshService.Port port) {
    String address = Addresses.of(pod).first(service.addresses());
    boolean range = address.indexOf('/') >= 0;
    String bind = range || address.equals(MeshService.ANY) ? any : address;
    add(bind, service, port, range ? List.of(address) : List.of());
  }

  private void add(String bind, MeshService service, MeshService.Port port, List<String> ranges) {
    String name = ListenerConfig.name(bind, port.number());
    List<Chain> made = chains.of(bind, service, port, ranges);
    Because because = chains.because(bind, service, port);
    ListenerEntry entry =
        entries.computeIfAbsent(name, n -> new ListenerEntry(name, bind, port.number(), because));
    entry.merge(port.protocol(), made);
  }

  private Because passes() {
    Because why = scope.outboundReason();
    String text = say("mesh.listener.noService." + scope.outboundSetter(), why.value());
    return new Because(text, why.object(), why.field(), why.value());
  }

  private ListenerConfig virtualOutbound(Chain rest) {
    Because why = scope.outboundReason();
    String text = say("mesh.listener.none." + scope.outboundSetter(), why.value());
    return new ListenerConfig(
        ListenerConfig.VIRTUAL_OUTBOUND,
        MeshService.ANY,
        ListenerConfig.REDIRECT_PORT,
        List.of(rest),
        new Because(text, why.object(), why.field(), why.value()));
  }

  /** Names the object behind a listener, for sentences. */
  static String named(MeshService service) {
    return (service.kubernetes() ? "Service " : "ServiceEntry ")
        + ObjectNames.name(service.object());
  }
}

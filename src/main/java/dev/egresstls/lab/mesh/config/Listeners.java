package dev.egresstls.lab.mesh.config;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outbound listeners of a sidecar (istio pilot/pkg/networking/core/listener.go:503-544 @1.30.3:
 * one for each endpoint address of a headless Service's TCP port, one for the clusterIP of any
 * other, one for all Services that speak HTTP on a port).
 */
record Listeners(Observation seen, Tree pod) {
  /** Ports of the proxy itself, on which no wildcard listener may stand. */
  private static final Set<Integer> OWN_PORTS = Set.of(15001, 15006, 15008, 15020, 15021, 15090);

  private static final String ANY = "0.0.0.0";

  List<ListenerConfig> of(List<MeshService> services) {
    Map<String, ListenerConfig> listeners = new LinkedHashMap<>();
    for (MeshService service : services) {
      for (MeshService.Port port : service.ports()) {
        for (ListenerConfig listener : of(service, port)) {
          listeners.putIfAbsent(listener.name(), listener);
        }
      }
    }
    List<ListenerConfig> all = new ArrayList<>(listeners.values());
    all.add(virtualOutbound());
    return all;
  }

  private List<ListenerConfig> of(MeshService service, MeshService.Port port) {
    return switch (port.protocol()) {
      case UDP -> List.of();
      case HTTP -> OWN_PORTS.contains(port.number()) ? List.of() : List.of(http(service, port));
      case TCP, AUTO ->
          service.headless() ? perEndpoint(service, port) : perClusterIp(service, port);
    };
  }

  private ListenerConfig http(MeshService service, MeshService.Port port) {
    String text =
        "Service " + service.name() + ", port " + named(port) + ": HTTP, one listener for all";
    return new ListenerConfig(
        ListenerConfig.name(ANY, port.number()),
        ANY,
        port.number(),
        Filter.HTTP,
        seen.controlPlane().outbound().cluster(),
        Optional.empty(),
        portReason(text, service, port));
  }

  private List<ListenerConfig> perEndpoint(MeshService service, MeshService.Port port) {
    String text =
        "Service " + service.name() + ", port " + named(port) + ", one listener an address";
    Because because = portReason(text, service, port);
    return Endpoint.of(seen, service, port).stream()
        .filter(endpoint -> !own(endpoint.address()))
        .filter(endpoint -> speaks(endpoint.address()))
        .map(endpoint -> at(endpoint.address(), service, port, because))
        .toList();
  }

  private List<ListenerConfig> perClusterIp(MeshService service, MeshService.Port port) {
    if (service.clusterIp().isEmpty()) {
      return List.of();
    }
    String text = "Service " + service.name() + ", port " + named(port) + ", at its clusterIP";
    return List.of(at(service.clusterIp(), service, port, portReason(text, service, port)));
  }

  private static ListenerConfig at(
      String address, MeshService service, MeshService.Port port, Because because) {
    boolean sniffs = port.protocol() == PortProtocol.AUTO;
    String cluster = service.clusterName(port);
    return new ListenerConfig(
        ListenerConfig.name(address, port.number()),
        address,
        port.number(),
        sniffs ? Filter.HTTP : Filter.TCP_PROXY,
        cluster,
        sniffs ? Optional.of(cluster) : Optional.empty(),
        because);
  }

  private static String named(MeshService.Port port) {
    return switch (port.protocol()) {
      case AUTO -> port.number() + " says no protocol: Envoy looks at the bytes";
      case TCP -> "name \"" + port.name() + "\": TCP";
      default -> "name \"" + port.name() + "\"";
    };
  }

  private static Because portReason(String text, MeshService service, MeshService.Port port) {
    String field = "spec.ports[" + port.index() + "].name";
    return new Because(text, Names.of(service.object()), field, port.name());
  }

  /** A sidecar has no outbound listener for its own pod. */
  private boolean own(String address) {
    return pod.at("status.podIP").text("").equals(address);
  }

  /** A pod without an IPv6 address gets no IPv6 listeners. */
  private boolean speaks(String address) {
    boolean v6 = address.indexOf(':') >= 0;
    return !v6
        || pod.at("status.podIPs").items().stream()
            .anyMatch(ip -> ip.get("ip").text("").indexOf(':') >= 0);
  }

  private ListenerConfig virtualOutbound() {
    OutboundPolicy policy = seen.controlPlane().outbound();
    return new ListenerConfig(
        ListenerConfig.VIRTUAL_OUTBOUND,
        ANY,
        ListenerConfig.REDIRECT_PORT,
        Filter.TCP_PROXY,
        policy.cluster(),
        Optional.empty(),
        new Because(
            "no listener is for this address and port, and outboundTrafficPolicy is " + policy,
            "ConfigMap istio-system/istio",
            "data.mesh: outboundTrafficPolicy.mode",
            policy.name()));
  }
}

package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.config.ListenerConfig;
import dev.egresstls.lab.mesh.config.MeshService;
import dev.egresstls.lab.mesh.config.PortProtocol;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import java.util.Locale;
import java.util.Optional;

/**
 * The route that an HTTP request takes in a sidecar (istio
 * pilot/pkg/networking/core/httproute.go:781-839 @1.30.3).
 *
 * @param name {@code default} for a Service's own, {@code allow_any} or {@code block_all} otherwise
 * @param cluster empty if the sidecar answers 502 by itself
 */
record HttpRoute(String name, Optional<String> cluster, Because because) {

  static HttpRoute of(Dial dial, ListenerConfig listener, Observation seen) {
    if (listener.httpService().isPresent()) {
      return new HttpRoute("default", listener.httpService(), listener.because());
    }
    String host = dial.host().toLowerCase(Locale.ROOT);
    for (MeshService service : MeshService.in(seen)) {
      if (service.domains(dial.namespace()).contains(host)) {
        for (MeshService.Port port : service.ports()) {
          if (port.number() == listener.port() && port.protocol() == PortProtocol.HTTP) {
            String text = "Host " + dial.host() + " is Service " + service.name();
            Because because =
                new Because(text, Names.of(service.object()), "metadata.name", service.name());
            return new HttpRoute("default", Optional.of(service.clusterName(port)), because);
          }
        }
      }
    }
    return fallback(dial, seen.controlPlane().outbound());
  }

  private static HttpRoute fallback(Dial dial, OutboundPolicy policy) {
    boolean open = policy == OutboundPolicy.ALLOW_ANY;
    Because because =
        new Because(
            "no Service is called " + dial.host() + ": route " + policy.httpRoute(),
            "ConfigMap istio-system/istio",
            "data.mesh: outboundTrafficPolicy.mode",
            policy.name());
    return new HttpRoute(
        policy.httpRoute(), open ? Optional.of(policy.cluster()) : Optional.empty(), because);
  }
}

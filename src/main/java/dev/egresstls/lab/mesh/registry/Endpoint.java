package dev.egresstls.lab.mesh.registry;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An address behind a service's port.
 *
 * @param address an IP address; a host name if the proxy shall ask DNS
 * @param port the endpoint's own port, which may differ from the service's
 * @param healthy whether it is given to clusters; listeners are made for the others too
 * @param pod whether it is a pod of this cluster
 * @param node the node that it is said to be on; empty if nothing is said
 * @param slice the EndpointSlice or ServiceEntry that holds it
 * @param field where it is in there
 */
public record Endpoint(
    String address,
    int port,
    boolean healthy,
    boolean pod,
    Optional<String> node,
    String slice,
    String field) {
  /** The label that ties a slice to its Service. */
  public static final String SERVICE_LABEL = "kubernetes.io/service-name";

  public Endpoint {
    Objects.requireNonNull(address);
    Objects.requireNonNull(node);
    Objects.requireNonNull(slice);
    Objects.requireNonNull(field);
  }

  /** Its labels: those of the pod, or what a ServiceEntry says of it. */
  public Tree labels(Observation seen, MeshService service) {
    return service.kubernetes()
        ? seen.podAt(address).orElse(Tree.MISSING).at("metadata.labels")
        : service.object().at(field.replaceFirst("\\.[^.]*$", "")).get("labels");
  }

  /**
   * All addresses behind a service's port, healthy or not: istiod keeps them all, and asks for
   * their health only where it tells clusters (istio pilot/pkg/model/endpointshards.go:95-120,
   * 370-420, pilot/pkg/xds/endpoints/endpoint_builder.go:596-645 @1.31.0).
   */
  public static List<Endpoint> all(Observation seen, MeshService service, MeshService.Port port) {
    return service.kubernetes()
        ? Slices.endpoints(seen, service, port)
        : EntryEndpoints.of(service, port);
  }

  /**
   * Those that others with a ServiceEntry's host and namespace have behind a port of that number:
   * for listeners istiod does not tell whose they are (istio pilot/pkg/model/push_context.go
   * ServiceEndpointsByPort @1.31.0).
   */
  public static Stream<Endpoint> besides(
      Observation seen, MeshService service, MeshService.Port port) {
    return service.kubernetes()
        ? Stream.empty()
        : seen.entriesOf(service.namespace(), service.host()).stream()
            .filter(entry -> !entry.equals(service.owner(port)))
            .flatMap(entry -> MeshService.of(entry, service.host()).stream())
            .flatMap(
                other ->
                    other.port(port.number()).stream().flatMap(p -> all(seen, other, p).stream()));
  }

  /**
   * Those of them that a cluster is given.
   *
   * @param node the client's node, for Services that keep traffic on it; empty if unknown
   */
  public static List<Endpoint> of(
      Observation seen, MeshService service, MeshService.Port port, String node) {
    boolean local = service.object().at("spec.internalTrafficPolicy").text("").equals("Local");
    boolean any = service.object().at("spec.publishNotReadyAddresses").isTrue();
    return all(seen, service, port).stream()
        .filter(endpoint -> endpoint.healthy() || any)
        .filter(endpoint -> !local || endpoint.node().filter(node::equals).isPresent())
        .toList();
  }
}

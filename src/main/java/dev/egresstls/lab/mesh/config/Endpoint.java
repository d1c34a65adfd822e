package dev.egresstls.lab.mesh.config;

import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An address behind a Service port.
 *
 * @param port the endpoint's own port, which may differ from the Service's
 * @param pod whether it is a pod of this cluster
 * @param slice the EndpointSlice that holds it
 * @param field where it stands in the slice
 */
public record Endpoint(String address, int port, boolean pod, String slice, String field) {
  /** The label that ties a slice to its Service. */
  public static final String SERVICE_LABEL = "kubernetes.io/service-name";

  public Endpoint {
    Objects.requireNonNull(address);
    Objects.requireNonNull(slice);
    Objects.requireNonNull(field);
  }

  /**
   * The healthy addresses behind a Service port: every entry of every {@code addresses} list, in
   * slices that carry the Service's label and a port of the same name (istio
   * pilot/pkg/serviceregistry/kube/controller/endpointslice.go:265-305 @1.30.3; an unset {@code
   * ready} counts as healthy, FQDN slices do not count).
   */
  public static List<Endpoint> of(Observation seen, MeshService service, MeshService.Port port) {
    List<Endpoint> found = new ArrayList<>();
    for (Tree slice : slices(seen, service)) {
      for (Tree slicePort : slice.get("ports").items()) {
        if (slicePort.get("name").text("").equals(port.name())) {
          collect(slice, (int) slicePort.get("port").number(port.number()), found);
        }
      }
    }
    return List.copyOf(found);
  }

  /** The slices that belong to a Service. */
  public static List<Tree> slices(Observation seen, MeshService service) {
    return seen.all("EndpointSlice").stream()
        .filter(slice -> Names.namespace(slice).equals(service.namespace()))
        .filter(
            slice -> slice.at("metadata.labels").get(SERVICE_LABEL).text("").equals(service.name()))
        .filter(slice -> !slice.get("addressType").text("").equals("FQDN"))
        .toList();
  }

  private static void collect(Tree slice, int port, List<Endpoint> into) {
    List<Tree> endpoints = slice.get("endpoints").items();
    for (int i = 0; i < endpoints.size(); i++) {
      Tree endpoint = endpoints.get(i);
      if (Boolean.FALSE.equals(endpoint.at("conditions.ready").raw())) {
        continue;
      }
      boolean pod = endpoint.at("targetRef.kind").text("").equals("Pod");
      List<Tree> addresses = endpoint.get("addresses").items();
      for (int j = 0; j < addresses.size(); j++) {
        String field = "endpoints[" + i + "].addresses[" + j + "]";
        addresses
            .get(j)
            .text()
            .ifPresent(
                address -> into.add(new Endpoint(address, port, pod, Names.of(slice), field)));
      }
    }
  }
}

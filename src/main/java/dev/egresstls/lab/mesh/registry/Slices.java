package dev.egresstls.lab.mesh.registry;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads EndpointSlices (istio
 * pilot/pkg/serviceregistry/kube/controller/endpointslice.go:264-351 @1.31.0): every entry of every
 * {@code addresses} list, in slices that carry the Service's label and a port of the same name. An
 * unset {@code ready} counts as healthy, FQDN slices do not count.
 */
public final class Slices {
  private Slices() {}

  /** The slices that belong to a Service, by name. */
  public static List<Tree> of(Observation seen, MeshService service) {
    return seen.slicesOf(service.namespace(), service.name()).stream()
        .filter(slice -> !slice.get("addressType").text("").equals("FQDN"))
        .sorted(Comparator.comparing(ObjectNames::name))
        .toList();
  }

  static List<Endpoint> endpoints(Observation seen, MeshService service, MeshService.Port port) {
    List<Endpoint> found = new ArrayList<>();
    for (Tree slice : of(seen, service)) {
      for (Tree slicePort : slice.get("ports").items()) {
        if (slicePort.get("name").text("").equals(port.name())) {
          collect(slice, (int) slicePort.get("port").number(0), found);
        }
      }
    }
    Set<String> once = new HashSet<>();
    found.removeIf(endpoint -> !once.add(endpoint.address()));
    return List.copyOf(found);
  }

  private static void collect(Tree slice, int port, List<Endpoint> into) {
    List<Tree> endpoints = slice.get("endpoints").items();
    for (int i = 0; i < endpoints.size(); i++) {
      List<Tree> addresses = endpoints.get(i).get("addresses").items();
      for (int j = 0; j < addresses.size(); j++) {
        String field = "endpoints[" + i + "].addresses[" + j + "]";
        String address = addresses.get(j).text("");
        if (!address.isEmpty()) {
          into.add(endpoint(endpoints.get(i), address, port, ObjectNames.of(slice), field));
        }
      }
    }
  }

  private static Endpoint endpoint(
      Tree endpoint, String address, int port, String slice, String field) {
    return new Endpoint(
        address,
        port,
        !Boolean.FALSE.equals(endpoint.at("conditions.ready").raw()),
        endpoint.at("targetRef.kind").text("").equals("Pod"),
        endpoint.get("nodeName").text(),
        slice,
        field);
  }
}

package dev.egresstls.lab.mesh.registry;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The endpoints that a ServiceEntry lists; with DNS and none listed, its host (istio
 * pilot/pkg/serviceregistry/serviceentry/conversion.go:345-445 @1.31.0).
 */
final class EntryEndpoints {
  private EntryEndpoints() {}

  static List<Endpoint> of(MeshService service, MeshService.Port port) {
    Tree spec = service.owner(port).get("spec");
    List<Tree> listed = spec.get("endpoints").items();
    if (listed.isEmpty()) {
      boolean itself = service.reach().asksDns() && !spec.get("workloadSelector").isObject();
      return itself ? List.of(itself(service, port)) : List.of();
    }
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      String address = listed.get(i).get("address").text("");
      long own = listed.get(i).get("ports").get(port.name()).number(0);
      if (!address.isEmpty()) {
        String field = "spec.endpoints[" + i + "].address";
        endpoints.add(endpoint(service, port, address, own > 0 ? (int) own : target(port), field));
      }
    }
    return List.copyOf(endpoints);
  }

  private static Endpoint itself(MeshService service, MeshService.Port port) {
    String field = port.target() > 0 ? "spec.ports[" + port.index() + "].targetPort" : "spec.hosts";
    return endpoint(service, port, service.host(), target(port), field);
  }

  private static int target(MeshService.Port port) {
    return port.target() > 0 ? port.target() : port.number();
  }

  private static Endpoint endpoint(
      MeshService service, MeshService.Port of, String address, int port, String field) {
    String entry = ObjectNames.of(service.owner(of));
    return new Endpoint(address, port, true, false, Optional.empty(), entry, field);
  }
}

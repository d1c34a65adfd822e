package dev.egresstls.lab.mesh.sidecar;

import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * Which kinds of addresses a pod has (istio pilot/pkg/networking/core/listener_address.go,
 * pilot/pkg/model/service.go:1949-1972 @1.31.0).
 *
 * @param v4 whether it has an IPv4 address, or none is known
 * @param v6 whether it has an IPv6 address
 */
record Addresses(boolean v4, boolean v6) {

  static Addresses of(Tree pod) {
    List<String> ips = new ArrayList<>();
    pod.at("status.podIPs").items().forEach(item -> item.get("ip").text().ifPresent(ips::add));
    pod.at("status.podIP").text().ifPresent(ips::add);
    boolean v6 = ips.stream().anyMatch(Addresses::isV6);
    return new Addresses(!v6 || !ips.stream().allMatch(Addresses::isV6), v6);
  }

  private static boolean isV6(String address) {
    return address.indexOf(':') >= 0;
  }

  /** The address that stands for any. */
  String wildcard() {
    return v4 ? MeshService.ANY : "::";
  }

  /** The first of a service's addresses that the pod can dial, else the first of all. */
  String first(List<String> addresses) {
    return addresses.stream()
        .filter(address -> isV6(address) ? v6 : v4)
        .findFirst()
        .orElse(addresses.isEmpty() ? MeshService.ANY : addresses.get(0));
  }
}

package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.GatewayHalf;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * The half of a way behind a Gateway, as the gateway itself sees it: a request that arrives.
 *
 * @param ip the address of the gateway's pod
 */
record BehindGateway(Route route, String ip) {

  /** Of a way; empty if it meets no gateway whose pod is there. */
  static Optional<BehindGateway> of(Route route, Observation seen) {
    return route.gateway().flatMap(half -> of(route, half, seen));
  }

  private static Optional<BehindGateway> of(Route route, GatewayHalf half, Observation seen) {
    Tree pod = seen.find("Pod", half.namespace(), half.pod()).orElse(Tree.MISSING);
    return pod.at("status.podIP")
        .text()
        .map(ip -> new BehindGateway(arriving(route, half, ip), ip));
  }

  private static Route arriving(Route route, GatewayHalf half, String ip) {
    int port = Integer.parseInt(half.listener().replaceFirst(".*_", ""));
    Dial dial =
        new Dial("http", ip, port, half.namespace(), half.pod(), Optional.of(ip))
            .with(route.dial().request());
    return new Route(
        dial,
        new Route.Name(List.of(), Optional.of(ip)),
        new Route.Taken(Optional.of(half.listener()), Filter.HTTP, Optional.empty()),
        half.onward(),
        half.accessLog(),
        route.client(),
        new Route.Reasons(List.of(), List.of(), List.of()),
        Optional.empty());
  }
}

package dev.egresstls.lab.mesh.outcome;

import dev.egresstls.lab.mesh.config.ClusterConfig;
import dev.egresstls.lab.mesh.config.Endpoint;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.Optional;

/**
 * A connection that has reached its cluster, or has left the pod without one.
 *
 * @param clientTls whether the client itself speaks TLS
 * @param tls the TLS that the sidecar starts
 * @param upstream where it connects to; empty if the cluster has no endpoint
 */
public record Flow(
    Observation seen, boolean clientTls, Optional<Tls> tls, Optional<Upstream> upstream) {

  /**
   * The other end.
   *
   * @param outside whether it is no pod and no Service of this cluster
   */
  public record Upstream(String address, int port, boolean outside, Because because) {
    /** {@code address:port}. */
    public String text() {
      return HostPort.of(address, port);
    }
  }

  /** What the other end speaks. */
  public enum Speaks {
    TLS,
    PLAIN,
    UNKNOWN
  }

  Speaks speaks() {
    if (upstream.isEmpty() || !upstream.get().outside()) {
      return Speaks.UNKNOWN;
    }
    int port = upstream.get().port();
    if (seen.origin().tlsPorts().contains(port)) {
      return Speaks.TLS;
    }
    return seen.origin().plainPorts().contains(port) ? Speaks.PLAIN : Speaks.UNKNOWN;
  }

  String upstreamText() {
    return upstream.map(Upstream::text).orElse("-");
  }

  /** Where a cluster connects to for a connection that dialled an address and a port. */
  public static Optional<Upstream> upstream(
      ClusterConfig cluster, String address, int port, Observation seen) {
    switch (cluster.type()) {
      case ClusterConfig.ORIGINAL_DST:
        String text = "the dialled port: this cluster has no endpoint to take another from";
        return Optional.of(
            new Upstream(address, port, outside(address, seen), Because.plain(text)));
      case ClusterConfig.EDS:
        return cluster.endpoints().stream().findFirst().map(e -> endpoint(e, seen));
      default:
        return Optional.empty();
    }
  }

  private static Upstream endpoint(Endpoint endpoint, Observation seen) {
    Because because =
        new Because(
            "an endpoint of the Service, with the endpoint's own port",
            endpoint.slice(),
            endpoint.field(),
            endpoint.address());
    boolean outside = !endpoint.pod() && outside(endpoint.address(), seen);
    return new Upstream(endpoint.address(), endpoint.port(), outside, because);
  }

  /** Whether an address belongs to no Service and no pod of the cluster. */
  public static boolean outside(String address, Observation seen) {
    boolean service =
        seen.all("Service").stream().anyMatch(s -> s.at("spec.clusterIP").text("").equals(address));
    boolean pod =
        seen.all("Pod").stream().anyMatch(p -> p.at("status.podIP").text("").equals(address));
    return !service && !pod;
  }
}

package dev.egresstls.lab.mesh.outcome;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.config.ClusterConfig;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.mesh.registry.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A connection that has reached its cluster, or has left the pod without one.
 *
 * @param clientTls whether the client itself speaks TLS
 * @param tls the TLS that the sidecar starts
 * @param upstreams where it may connect to; none if the cluster has no endpoint
 */
public record Flow(
    Observation seen, boolean clientTls, Optional<Tls> tls, List<Upstream> upstreams) {
  public Flow {
    Objects.requireNonNull(seen);
    Objects.requireNonNull(tls);
    upstreams = List.copyOf(upstreams);
  }

  /**
   * The other end.
   *
   * @param address an address; a name if nobody said what it resolves to
   * @param outside whether it is no pod and no Service of this cluster
   */
  public record Upstream(String address, int port, boolean outside, Because because) {
    public Upstream {
      Objects.requireNonNull(address);
      Objects.requireNonNull(because);
    }

    /** {@code address:port}. */
    public String text() {
      return HostPort.of(address, port);
    }
  }

  /** What the other end speaks. */
  public enum Speaks {
    TLS,
    PLAIN,
    /** Nothing listens there. */
    CLOSED,
    UNKNOWN
  }

  Speaks speaks() {
    if (upstreams.isEmpty() || !upstreams.get(0).outside()) {
      return Speaks.UNKNOWN;
    }
    int port = upstreams.get(0).port();
    if (seen.origin().tlsPorts().contains(port)) {
      return Speaks.TLS;
    }
    if (seen.origin().plainPorts().contains(port)) {
      return Speaks.PLAIN;
    }
    return seen.origin().certificateKnown() ? Speaks.CLOSED : Speaks.UNKNOWN;
  }

  List<String> upstreamTexts() {
    return upstreams.stream().map(Upstream::text).distinct().toList();
  }

  /** Where a cluster may connect to for a connection that dialled an address and a port. */
  public static List<Upstream> upstreams(
      ClusterConfig cluster, String address, int port, Observation seen) {
    if (cluster.type().equals(ClusterConfig.ORIGINAL_DST)) {
      String text =
          cluster.portOverride().isPresent()
              ? say("mesh.upstream.targetPort")
              : say("mesh.upstream.dialled");
      int end = cluster.portOverride().orElse(port);
      return List.of(new Upstream(address, end, outside(address, seen), Because.plain(text)));
    }
    List<Upstream> ends = new ArrayList<>();
    for (Endpoint endpoint : cluster.endpoints()) {
      ends.addAll(endpoint(endpoint, seen));
    }
    return ends;
  }

  private static List<Upstream> endpoint(Endpoint endpoint, Observation seen) {
    boolean name = !Cidr.isAddress(endpoint.address());
    List<String> answers =
        name
            ? seen.dns().getOrDefault(endpoint.address(), List.of(endpoint.address()))
            : List.of(endpoint.address());
    String text = name ? say("mesh.upstream.dns") : say("mesh.upstream.endpoint");
    Because because = new Because(text, endpoint.slice(), endpoint.field(), endpoint.address());
    return answers.stream()
        .map(
            address ->
                new Upstream(
                    address, endpoint.port(), !endpoint.pod() && outside(address, seen), because))
        .toList();
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

package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.outcome.ExpectedClient;
import dev.egresstls.lab.mesh.outcome.ExpectedLog;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.sidecar.Filter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The way that a connection takes, and what is expected to come of it.
 *
 * @param dns the addresses that the name stands for, as the client gets them; empty if it does not
 *     resolve
 * @param address the address that is dialled; empty if the name does not resolve
 * @param listener the listener that takes it, such as {@code 203.0.113.10_443} or {@code
 *     virtualOutbound}; empty without a sidecar
 * @param httpRoute the route's name, if it has one: {@code allow_any}, {@code block_all}
 * @param cluster empty without a sidecar, or if the sidecar answers by itself
 * @param clusterType {@code ORIGINAL_DST}, {@code EDS}, {@code STRICT_DNS}, {@code LOGICAL_DNS} or
 *     {@code STATIC}
 * @param tls the TLS that the sidecar starts; empty if it passes on what the client sends
 * @param upstreams each {@code address:port} that it may connect to, the first answer first; empty
 *     if there is none
 * @param hops in the order of {@link Hop.Kind}; the last says where it ends
 * @param sharing what other namespaces have for the address, and what keeps it apart
 * @param unread objects that are there and may change the way, and that the model does not read
 * @param gateway the half of the way behind a Gateway, if it meets one
 */
public record Route(
    Dial dial,
    List<String> dns,
    Optional<String> address,
    Optional<String> listener,
    Filter filter,
    Optional<String> httpRoute,
    Optional<String> cluster,
    Optional<String> clusterType,
    Optional<Tls> tls,
    List<String> upstreams,
    ExpectedLog accessLog,
    ExpectedClient client,
    List<Hop> hops,
    List<Because> sharing,
    List<Because> unread,
    Optional<GatewayHalf> gateway) {
  public Route {
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(dial);
    Objects.requireNonNull(filter);
    Objects.requireNonNull(accessLog);
    Objects.requireNonNull(client);
    dns = List.copyOf(dns);
    upstreams = List.copyOf(upstreams);
    hops = List.copyOf(hops);
    sharing = List.copyOf(sharing);
    unread = List.copyOf(unread);
  }

  /** The {@code address:port} that is connected to, the likeliest if there are several. */
  public Optional<String> upstream() {
    return upstreams.stream().findFirst();
  }

  /** The station of a kind, if the packet meets one. */
  public Optional<Hop> hop(Hop.Kind kind) {
    return hops.stream().filter(hop -> hop.kind() == kind).findFirst();
  }

  /** What of {@link #unread} may change the way, and not only what is written of it. */
  public List<Because> inTheWay() {
    return unread.stream().filter(one -> !one.object().startsWith("Telemetry ")).toList();
  }

  /** The same way; of its end nothing is claimed if something that may change it was not read. */
  public Route cautious() {
    return inTheWay().isEmpty() ? this : withdrawn(inTheWay().get(0).text());
  }

  /** The same way, of whose end nothing is claimed. */
  public Route withdrawn(String why) {
    return new Route(
        dial,
        dns,
        address,
        listener,
        filter,
        httpRoute,
        cluster,
        clusterType,
        tls,
        upstreams,
        accessLog,
        client.withdrawn(why),
        hops,
        sharing,
        unread,
        gateway);
  }

  /** One sentence: what the learner will see. */
  public String outlook() {
    return client.sentence();
  }
}

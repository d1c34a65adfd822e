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
 * @param name what the host's name stands for
 * @param taken how the client's sidecar takes the connection
 * @param onward how it sends it on
 * @param reasons why it is so, station by station
 * @param gateway the half of the way behind a Gateway, if it meets one
 */
public record Route(
    Dial dial,
    Name name,
    Taken taken,
    Onward onward,
    ExpectedLog accessLog,
    ExpectedClient client,
    Reasons reasons,
    Optional<GatewayHalf> gateway) {
  /**
   * What a host's name stands for.
   *
   * @param dns the addresses, as the client gets them; empty if it does not resolve
   * @param address the one that is dialled; empty if it does not resolve
   */
  public record Name(List<String> dns, Optional<String> address) {
    public Name {
      dns = List.copyOf(dns);
      Objects.requireNonNull(address);
    }
  }

  /**
   * How a sidecar takes a connection.
   *
   * @param listener such as {@code 203.0.113.10_443} or {@code virtualOutbound}; empty without a
   *     sidecar
   * @param httpRoute the route's name, if it has one: {@code allow_any}, {@code block_all}
   */
  public record Taken(Optional<String> listener, Filter filter, Optional<String> httpRoute) {
    public Taken {
      Objects.requireNonNull(listener);
      Objects.requireNonNull(filter);
      Objects.requireNonNull(httpRoute);
    }
  }

  /**
   * Why a way is as it is.
   *
   * @param hops in the order of {@link Hop.Kind}; the last says where it ends
   * @param sharing what other namespaces have for the address, and what keeps it apart
   * @param unread objects that are there and may change the way, and that the model does not read
   */
  public record Reasons(List<Hop> hops, List<Because> sharing, List<Because> unread) {
    public Reasons {
      hops = List.copyOf(hops);
      sharing = List.copyOf(sharing);
      unread = List.copyOf(unread);
    }
  }

  public Route {
    Objects.requireNonNull(dial);
    Objects.requireNonNull(name);
    Objects.requireNonNull(taken);
    Objects.requireNonNull(onward);
    Objects.requireNonNull(accessLog);
    Objects.requireNonNull(client);
    Objects.requireNonNull(reasons);
    Objects.requireNonNull(gateway);
  }

  /** The addresses that the name stands for, as the client gets them. */
  public List<String> dns() {
    return name.dns();
  }

  /** The address that is dialled; empty if the name does not resolve. */
  public Optional<String> address() {
    return name.address();
  }

  /** The listener that takes it; empty without a sidecar. */
  public Optional<String> listener() {
    return taken.listener();
  }

  /** What its listener does with it. */
  public Filter filter() {
    return taken.filter();
  }

  /** The HTTP route's name, if it has one. */
  public Optional<String> httpRoute() {
    return taken.httpRoute();
  }

  /** The cluster that it is sent to. */
  public Optional<String> cluster() {
    return onward.cluster();
  }

  /** What type of cluster that is. */
  public Optional<String> clusterType() {
    return onward.clusterType();
  }

  /** The TLS that the sidecar starts. */
  public Optional<Tls> tls() {
    return onward.tls();
  }

  /** Each {@code address:port} that the sidecar may connect to. */
  public List<String> upstreams() {
    return onward.upstreams();
  }

  /** The likeliest of these. */
  public Optional<String> upstream() {
    return onward.upstream();
  }

  /** Its stations. */
  public List<Hop> hops() {
    return reasons.hops();
  }

  /** What other namespaces have for the address. */
  public List<Because> sharing() {
    return reasons.sharing();
  }

  /** What may change the way and was not read. */
  public List<Because> unread() {
    return reasons.unread();
  }

  /** The station of a kind, if the packet meets one. */
  public Optional<Hop> hop(Hop.Kind kind) {
    return hops().stream().filter(hop -> hop.kind() == kind).findFirst();
  }

  /** What of {@link #unread} may change the way, and not only what is written of it. */
  public List<Because> inTheWay() {
    return unread().stream().filter(one -> !one.object().startsWith("Telemetry ")).toList();
  }

  /** The same way; of its end nothing is claimed if something that may change it was not read. */
  public Route cautious() {
    return inTheWay().isEmpty() ? this : withdrawn(inTheWay().get(0).text());
  }

  /** The same way, of whose end nothing is claimed. */
  public Route withdrawn(String why) {
    return new Route(dial, name, taken, onward, accessLog, client.withdrawn(why), reasons, gateway);
  }

  /** One sentence: what the learner will see. */
  public String outlook() {
    return client.sentence();
  }
}

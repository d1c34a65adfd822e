package dev.egresstls.lab.mesh.sidecar;

import dev.egresstls.lab.mesh.observed.Because;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A filter chain of a listener: which connections it is for, and what it does with them.
 *
 * @param filter {@link Filter#HTTP}: it is for plain HTTP alone, and reads it
 * @param names server names of the client's TLS that it is for; empty for any, and for none at all
 * @param ranges addresses that it is for; empty for any
 * @param cluster where tcp_proxy sends bytes; for HTTP, where requests of a service's own listener
 *     go; empty text for HTTP that is routed by Host
 * @param because why it is there
 */
public record Chain(
    Filter filter, List<String> names, List<String> ranges, String cluster, Because because) {
  public Chain {
    Objects.requireNonNull(filter);
    names = List.copyOf(names);
    ranges = List.copyOf(ranges);
    Objects.requireNonNull(cluster);
    Objects.requireNonNull(because);
  }

  static Chain toCluster(String cluster, Because because) {
    return new Chain(Filter.TCP_PROXY, List.of(), List.of(), cluster, because);
  }

  static Chain http(String cluster, Because because) {
    return new Chain(Filter.HTTP, List.of(), List.of(), cluster, because);
  }

  /** Whether it takes whatever no other chain is for. */
  public boolean takesAll() {
    return filter != Filter.HTTP && names.isEmpty() && ranges.isEmpty();
  }

  /** The cluster of all requests, if this is the HTTP chain of one service. */
  Optional<String> httpService() {
    return Optional.of(cluster).filter(name -> filter == Filter.HTTP && !name.isEmpty());
  }

  /** Whether Envoy could not tell the two apart: the second is omitted. */
  boolean clashesWith(Chain other) {
    return filter == other.filter && names.equals(other.names) && ranges.equals(other.ranges);
  }
}

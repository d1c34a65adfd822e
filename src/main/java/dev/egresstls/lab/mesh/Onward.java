package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a proxy sends a request on.
 *
 * @param cluster empty without a proxy, or if it answers by itself
 * @param clusterType {@code ORIGINAL_DST}, {@code EDS}, {@code STRICT_DNS}, {@code LOGICAL_DNS} or
 *     {@code STATIC}
 * @param tls the TLS that the proxy starts; empty if it passes on what the client sends
 * @param upstreams each {@code address:port} that it may connect to, the first answer first; empty
 *     if there is none
 */
public record Onward(
    Optional<String> cluster,
    Optional<String> clusterType,
    Optional<Tls> tls,
    List<String> upstreams) {
  public Onward {
    Objects.requireNonNull(cluster);
    Objects.requireNonNull(clusterType);
    Objects.requireNonNull(tls);
    upstreams = List.copyOf(upstreams);
  }

  /** The {@code address:port} that is connected to, the likeliest if there are several. */
  public Optional<String> upstream() {
    return upstreams.stream().findFirst();
  }
}

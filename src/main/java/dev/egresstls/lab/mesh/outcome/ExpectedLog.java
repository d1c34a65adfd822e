package dev.egresstls.lab.mesh.outcome;

import java.util.List;
import java.util.Objects;

/**
 * The line that the sidecar's access log is expected to have.
 *
 * @param logged whether the sidecar writes one at all
 * @param cluster the upstream cluster in it; {@code -} if the sidecar answers by itself
 * @param flags response flags that may be in it, the likeliest first; {@code -} for none; empty if
 *     unknown
 * @param upstreams upstream hosts that may be in it, the likeliest first; {@code -} if there is
 *     none
 * @param route the route name in it; {@code -} if there is none
 */
public record ExpectedLog(
    boolean logged, String cluster, List<String> flags, List<String> upstreams, String route) {
  public ExpectedLog {
    Objects.requireNonNull(cluster);
    upstreams = List.copyOf(upstreams);
    Objects.requireNonNull(route);
    flags = List.copyOf(flags);
  }

  /** No line at all. */
  static ExpectedLog none() {
    return new ExpectedLog(false, "-", List.of("-"), List.of("-"), "-");
  }

  /** A line. */
  static ExpectedLog line(String cluster, List<String> upstreams, String route, String... flags) {
    List<String> hosts = upstreams.isEmpty() ? List.of("-") : upstreams;
    return new ExpectedLog(true, cluster, List.of(flags), hosts, route);
  }

  /** The upstream host that is likeliest to be in it. */
  public String upstream() {
    return upstreams.stream().findFirst().orElse("-");
  }

  /** The same, not written if the sidecar keeps no log. */
  public ExpectedLog writtenIf(boolean kept) {
    return new ExpectedLog(logged && kept, cluster, flags, upstreams, route);
  }
}

package dev.egresstls.lab.mesh.outcome;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What curl is expected to show.
 *
 * @param exits curl exit codes that may come of it, the likeliest first; empty if the model does
 *     not know what answers there
 * @param httpCode the status that curl sees; 0 if no answer comes; empty if unknown
 * @param server the {@code server} header, if the sidecar sets it: {@code envoy}
 * @param tls whether the bytes cross the network inside TLS, whoever started it
 */
public record ExpectedClient(
    List<Integer> exits, Optional<Integer> httpCode, Optional<String> server, boolean tls) {
  public ExpectedClient {
    exits = List.copyOf(exits);
    Objects.requireNonNull(httpCode);
    Objects.requireNonNull(server);
  }

  /** No HTTP answer: curl ends with one of these codes. */
  static ExpectedClient fails(boolean tls, Integer... exits) {
    return new ExpectedClient(List.of(exits), Optional.of(0), Optional.empty(), tls);
  }

  /** Nobody knows what answers there. */
  static ExpectedClient unknown(boolean tls) {
    return new ExpectedClient(List.of(), Optional.empty(), Optional.empty(), tls);
  }
}

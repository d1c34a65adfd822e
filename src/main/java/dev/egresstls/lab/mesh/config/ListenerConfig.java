package dev.egresstls.lab.mesh.config;

import dev.egresstls.lab.mesh.observed.Because;
import java.util.Objects;
import java.util.Optional;

/**
 * An outbound listener of a sidecar.
 *
 * @param name {@code 203.0.113.10_443}, {@code 0.0.0.0_80} or {@code virtualOutbound}
 * @param address the address that it is for; {@code 0.0.0.0} for any
 * @param port the port that it is for; 15001 for {@code virtualOutbound}
 * @param filter {@link Filter#HTTP} if it reads HTTP
 * @param cluster where tcp_proxy sends bytes: all of them, or for an HTTP listener those that are
 *     no HTTP
 * @param httpService for an HTTP listener of one Service alone, the cluster that all its requests
 *     go to; empty if it routes by Host
 * @param because why it is there
 */
public record ListenerConfig(
    String name,
    String address,
    int port,
    Filter filter,
    String cluster,
    Optional<String> httpService,
    Because because) {
  /** The listener that takes what no other is for. */
  public static final String VIRTUAL_OUTBOUND = "virtualOutbound";

  /** The port to which iptables redirects what leaves the pod. */
  public static final int REDIRECT_PORT = 15001;

  public ListenerConfig {
    Objects.requireNonNull(name);
    Objects.requireNonNull(address);
    Objects.requireNonNull(filter);
    Objects.requireNonNull(cluster);
    Objects.requireNonNull(httpService);
    Objects.requireNonNull(because);
  }

  static String name(String address, int port) {
    return address + "_" + port;
  }
}

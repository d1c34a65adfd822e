package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.outcome.ExpectedLog;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The half of a way that lies behind a Gateway.
 *
 * @param namespace of the Gateway
 * @param gateway the Gateway's name
 * @param pod the pod that is its proxy; empty text if none was read
 * @param listener such as {@code 0.0.0.0_80}
 * @param cluster empty if the gateway answers by itself
 * @param tls the TLS that the gateway starts; empty for plain text
 * @param upstreams each {@code address:port} that it may connect to
 * @param accessLog the line in the gateway's own log
 */
public record GatewayHalf(
    String namespace,
    String gateway,
    String pod,
    String listener,
    Optional<String> cluster,
    Optional<String> clusterType,
    Optional<Tls> tls,
    List<String> upstreams,
    ExpectedLog accessLog) {
  public GatewayHalf {
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(pod);
    Objects.requireNonNull(listener);
    Objects.requireNonNull(cluster);
    Objects.requireNonNull(clusterType);
    Objects.requireNonNull(tls);
    upstreams = List.copyOf(upstreams);
    Objects.requireNonNull(accessLog);
  }

  /** The {@code address:port} that is connected to, the likeliest if there are several. */
  public Optional<String> upstream() {
    return upstreams.stream().findFirst();
  }

  /** The same if the proxies keep a log; otherwise without a line. */
  GatewayHalf loggedIf(boolean kept) {
    return new GatewayHalf(
        namespace,
        gateway,
        pod,
        listener,
        cluster,
        clusterType,
        tls,
        upstreams,
        accessLog.writtenIf(kept));
  }
}

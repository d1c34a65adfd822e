package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.outcome.ExpectedLog;
import java.util.Objects;

/**
 * The half of a way that lies behind a Gateway.
 *
 * @param namespace of the Gateway
 * @param gateway the Gateway's name
 * @param pod the pod that is its proxy; empty text if none was read
 * @param listener such as {@code 0.0.0.0_80}
 * @param onward how the gateway sends the request on
 * @param accessLog the line in the gateway's own log
 */
public record GatewayHalf(
    String namespace,
    String gateway,
    String pod,
    String listener,
    Onward onward,
    ExpectedLog accessLog) {
  public GatewayHalf {
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(pod);
    Objects.requireNonNull(listener);
    Objects.requireNonNull(onward);
    Objects.requireNonNull(accessLog);
  }

  /** The same if the proxies keep a log; otherwise without a line. */
  GatewayHalf loggedIf(boolean kept) {
    return new GatewayHalf(namespace, gateway, pod, listener, onward, accessLog.writtenIf(kept));
  }
}

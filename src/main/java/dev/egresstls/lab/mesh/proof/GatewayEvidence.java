package dev.egresstls.lab.mesh.proof;

import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import java.util.Objects;
import java.util.Optional;

/**
 * What was seen of a request at the proxy of a Gateway.
 *
 * @param line what the gateway logged for this very request: the line whose downstream remote
 *     address is the sidecar's own address towards it
 * @param dump the gateway's configuration right after the request; empty if it could not be read
 * @param unread why one of the two is missing, as half a sentence; empty text if none is
 */
public record GatewayEvidence(
    String namespace,
    String pod,
    Optional<AccessLogLine> line,
    Optional<ConfigDump> dump,
    String unread) {
  public GatewayEvidence {
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(pod);
    Objects.requireNonNull(line);
    Objects.requireNonNull(dump);
    Objects.requireNonNull(unread);
  }
}

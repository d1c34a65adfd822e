package dev.egresstls.lab.mesh.sidecar;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.rule.InForce;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A cluster of a sidecar: an upstream that it can send to.
 *
 * @param name such as {@code outbound|443||google-headless.default.svc.cluster.local}
 * @param type {@code ORIGINAL_DST}, {@code EDS}, {@code STRICT_DNS}, {@code LOGICAL_DNS} or {@code
 *     STATIC}
 * @param because why it has that type
 * @param origination what decides over TLS
 * @param service the service behind it; empty for the three that every sidecar has
 * @param endpoints where it sends to, if it is given them or asks DNS
 * @param portOverride the port that ORIGINAL_DST connects to instead of the dialled one ({@code
 *     upstream_port_override})
 * @param http2 whether the sidecar speaks HTTP/2 to it
 */
public record ClusterConfig(
    String name,
    String type,
    Because because,
    InForce origination,
    Optional<MeshService> service,
    List<Endpoint> endpoints,
    Optional<Integer> portOverride,
    boolean http2) {
  /** Connects to whatever address and port the client dialled. */
  public static final String ORIGINAL_DST = "ORIGINAL_DST";

  /** Connects to endpoints that istiod tells of. */
  public static final String EDS = "EDS";

  /** Has a fixed list of endpoints. */
  public static final String STATIC = "STATIC";

  /** Sends what nobody knows to where it was dialled. */
  public static final String PASSTHROUGH = "PassthroughCluster";

  /** Has no endpoint at all: what goes there is refused. */
  public static final String BLACK_HOLE = "BlackHoleCluster";

  /** Sends what comes in to the pod itself. */
  public static final String INBOUND_PASSTHROUGH = "InboundPassthroughCluster";

  public ClusterConfig {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(because);
    Objects.requireNonNull(origination);
    Objects.requireNonNull(service);
    endpoints = List.copyOf(endpoints);
    Objects.requireNonNull(portOverride);
  }

  /** The TLS that the sidecar starts towards it; empty for plain text. */
  public Optional<Tls> tls() {
    return origination.tls();
  }

  /** The TLS of a request with a Host that the sidecar reads; empty for plain text. */
  public Optional<Tls> tlsFor(String host) {
    return tls().map(tls -> origination.auto().of(tls, host));
  }

  /** The path of the DestinationRule in its metadata, if there is one. */
  public Optional<String> config() {
    return origination.config();
  }
}

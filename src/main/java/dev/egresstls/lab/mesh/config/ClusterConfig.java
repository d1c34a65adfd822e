package dev.egresstls.lab.mesh.config;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.policy.InForce;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A cluster of a sidecar: an upstream that it can send to.
 *
 * @param name such as {@code outbound|443||google-headless.default.svc.cluster.local}
 * @param type {@code ORIGINAL_DST}, {@code EDS} or {@code STATIC}
 * @param because why it has that type
 * @param origination what decides over TLS
 * @param service the Service behind it; empty for the three that every sidecar has
 * @param endpoints where EDS sends to
 */
public record ClusterConfig(
    String name,
    String type,
    Because because,
    InForce origination,
    Optional<MeshService> service,
    List<Endpoint> endpoints) {
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
  }

  /** The TLS that the sidecar starts towards it; empty for plain text. */
  public Optional<Tls> tls() {
    return origination.tls();
  }

  /** The path of the DestinationRule in its metadata, if there is one. */
  public Optional<String> config() {
    return origination.config();
  }
}

package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.observed.Because;
import java.util.Objects;
import java.util.Optional;

/**
 * What decides over TLS towards a Service port.
 *
 * @param tls the TLS that sidecars start; empty for plain text
 * @param config the path of the DestinationRule, as Envoy's cluster metadata shows it; a policy
 *     becomes one that exists only inside istiod; empty if nothing decides
 * @param because the object and field that decided
 */
public record InForce(Optional<Tls> tls, Optional<String> config, Because because) {
  public InForce {
    Objects.requireNonNull(tls);
    Objects.requireNonNull(config);
    Objects.requireNonNull(because);
  }
}

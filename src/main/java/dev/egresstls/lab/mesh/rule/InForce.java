package dev.egresstls.lab.mesh.rule;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.Objects;
import java.util.Optional;

/**
 * What decides over TLS towards a service's port.
 *
 * @param tls the TLS that sidecars start; empty for plain text
 * @param auto what of the TLS hangs on the Host of a request
 * @param config the path of the DestinationRule, as Envoy's cluster metadata shows it; a policy
 *     becomes one that exists only inside istiod; empty if nothing decides
 * @param passesThrough what in the rule makes the cluster connect to where the client dialled
 * @param because the object and field that decided
 */
public record InForce(
    Optional<Tls> tls,
    AutoNames auto,
    Optional<String> config,
    Optional<Because> passesThrough,
    Because because) {
  public InForce {
    Objects.requireNonNull(tls);
    Objects.requireNonNull(auto);
    Objects.requireNonNull(config);
    Objects.requireNonNull(passesThrough);
    Objects.requireNonNull(because);
  }

  /** Nothing decides. */
  public static InForce nothing(Because because) {
    return new InForce(
        Optional.empty(), AutoNames.NONE, Optional.empty(), Optional.empty(), because);
  }
}

package dev.egresstls.lab.mesh.rule;

import java.util.Objects;
import java.util.Optional;

/**
 * What a rule says for all ports or for one, as far as the way of a packet hangs on it.
 *
 * @param tls its {@code tls} block
 * @param balancer {@code loadBalancer.simple}; empty text for another balancer; empty for none
 */
record Settings(Optional<TlsSetting> tls, Optional<String> balancer) {
  static final Settings NONE = new Settings(Optional.empty(), Optional.empty());

  Settings {
    Objects.requireNonNull(tls);
    Objects.requireNonNull(balancer);
  }

  /** These, with gaps filled from others. */
  Settings over(Settings lower) {
    return new Settings(tls.or(lower::tls), balancer.or(lower::balancer));
  }

  /** Whether the cluster connects to where the client dialled. */
  boolean passesThrough() {
    return balancer.filter("PASSTHROUGH"::equals).isPresent();
  }
}

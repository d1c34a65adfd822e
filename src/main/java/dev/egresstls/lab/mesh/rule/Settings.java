package dev.egresstls.lab.mesh.rule;

import dev.egresstls.lab.mesh.observed.Because;
import java.util.Objects;
import java.util.Optional;

/**
 * What a rule says for all ports or for one, as far as the way of a packet hangs on it.
 *
 * @param tls its {@code tls} block
 * @param balancer its {@code loadBalancer}, whose value is {@code simple}; empty for none
 */
record Settings(Optional<TlsSetting> tls, Optional<Because> balancer) {
  static final Settings NONE = new Settings(Optional.empty(), Optional.empty());

  Settings {
    Objects.requireNonNull(tls);
    Objects.requireNonNull(balancer);
  }

  /** These, with gaps filled from others. */
  Settings over(Settings lower) {
    return new Settings(tls.or(lower::tls), balancer.or(lower::balancer));
  }

  /** What makes the cluster connect to where the client dialled; empty if nothing does. */
  Optional<Because> passesThrough() {
    return balancer.filter(one -> one.value().equals("PASSTHROUGH"));
  }
}

package dev.egresstls.lab.mesh.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a policy does to one of its targets.
 *
 * @param group the target's API group; empty for a Service
 * @param kind {@code Service}, or what else the policy says
 * @param name the target's name, in the policy's own namespace
 * @param section the port that it is for, by name; empty for all ports
 * @param found whether istiod knows the target
 * @param inForce whether this policy decides for the target: it is found and no older one is there
 * @param tls the TLS that sidecars then start; empty if a CA reference leads nowhere, and the
 *     traffic goes out in plain text
 * @param conditions as this release writes them
 */
public record TargetOutcome(
    String group,
    String kind,
    String name,
    Optional<String> section,
    boolean found,
    boolean inForce,
    Optional<Tls> tls,
    List<Condition> conditions) {
  public TargetOutcome {
    Objects.requireNonNull(group);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
    Objects.requireNonNull(section);
    Objects.requireNonNull(tls);
    conditions = List.copyOf(conditions);
  }

  /** A condition by type. */
  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }
}

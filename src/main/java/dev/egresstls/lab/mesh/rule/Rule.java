package dev.egresstls.lab.mesh.rule;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A DestinationRule: a user's own, or one that istiod makes of policies and keeps to itself.
 *
 * @param host the full host or pattern that it is for
 * @param created {@link Instant#MIN} for one that istiod made
 * @param audience whose requests it is for
 * @param fromPolicy whether istiod made it of policies
 * @param subsets by name
 * @param traffic empty if it has no {@code trafficPolicy}
 */
record Rule(
    String name,
    String namespace,
    String host,
    Instant created,
    Audience audience,
    boolean fromPolicy,
    Optional<TrafficPolicy> traffic,
    Map<String, Subset> subsets) {
  /**
   * Whose requests a rule is for.
   *
   * @param exportTo namespaces that see it; empty for the mesh's default
   * @param selector labels of the pods that it is for; empty for all
   */
  record Audience(Set<String> exportTo, Optional<Map<String, String>> selector) {
    static final Audience ALL = new Audience(Set.of(), Optional.empty());

    Audience {
      exportTo = Set.copyOf(exportTo);
      Objects.requireNonNull(selector);
    }
  }

  /** Those with a selector first, then the oldest (push_context.go:2040-2060 @1.31.0). */
  static final Comparator<Rule> FIRST =
      Comparator.comparing((Rule rule) -> rule.selector().isEmpty())
          .thenComparing(Rule::created)
          .thenComparing(Rule::name)
          .thenComparing(Rule::namespace);

  Rule {
    Objects.requireNonNull(name);
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(host);
    Objects.requireNonNull(created);
    Objects.requireNonNull(audience);
    Objects.requireNonNull(traffic);
    subsets = Collections.unmodifiableMap(new LinkedHashMap<>(subsets));
  }

  Set<String> exportTo() {
    return audience.exportTo();
  }

  Optional<Map<String, String>> selector() {
    return audience.selector();
  }

  Rule with(Optional<TrafficPolicy> other) {
    return new Rule(name, namespace, host, created, audience, fromPolicy, other, subsets);
  }

  /** With the subsets of another that it lacks. */
  Rule with(Map<String, Subset> others) {
    Map<String, Subset> all = new LinkedHashMap<>(subsets);
    others.forEach(all::putIfAbsent);
    return new Rule(name, namespace, host, created, audience, fromPolicy, traffic, all);
  }

  /** As Envoy's cluster metadata names it. */
  String path() {
    return "/apis/networking.istio.io/v1/namespaces/" + namespace + "/destination-rule/" + name;
  }
}

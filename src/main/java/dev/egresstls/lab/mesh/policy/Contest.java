package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of several policies decides for a target: the oldest, between equals the first by namespace
 * and name (istio pilot/pkg/config/kube/gateway/backend_policies.go:161-171,747-792 @1.31.0).
 *
 * @param policies those that take part, the first one first
 * @param sections whether a port's name makes a target another one
 */
record Contest(List<Tree> policies, boolean sections) {
  static final Comparator<Tree> OLDEST =
      Comparator.comparing((Tree policy) -> ObjectNames.created(policy).orElse(Instant.EPOCH))
          .thenComparing(ObjectNames::namespace)
          .thenComparing(ObjectNames::name);

  Contest {
    policies = List.copyOf(policies);
  }

  /**
   * The name of the policy that wins over one for a target; empty if none does.
   *
   * @param counts whether another policy takes part
   */
  Optional<String> winner(Tree policy, Tree ref, Predicate<Tree> counts) {
    for (Tree other : policies) {
      if (ObjectNames.of(other).equals(ObjectNames.of(policy))) {
        return Optional.empty();
      }
      boolean beside = ObjectNames.namespace(other).equals(ObjectNames.namespace(policy));
      boolean names = other.at("spec.targetRefs").items().stream().anyMatch(t -> same(t, ref));
      if (beside && names && counts.test(other)) {
        return Optional.of(ObjectNames.name(other));
      }
    }
    return Optional.empty();
  }

  private boolean same(Tree one, Tree other) {
    List<String> fields = List.of("group", "kind", "name", "sectionName");
    return fields.subList(0, sections ? 4 : 3).stream()
        .allMatch(field -> Objects.equals(one.get(field).text(), other.get(field).text()));
  }
}

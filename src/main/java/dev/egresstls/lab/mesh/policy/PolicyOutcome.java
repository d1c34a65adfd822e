package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.istio.TrackMix.Ignored;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What istiod makes of one BackendTLSPolicy.
 *
 * @param policy the policy, in whatever version it was read
 * @param ignored why istiod does nothing with it; empty if it reads it
 * @param controllerName what istiod signs the status with; empty if ignored
 * @param writesStatus whether a status comes of it at all
 * @param targets one for each targetRef; none if ignored
 */
public record PolicyOutcome(
    Tree policy,
    Optional<Ignored> ignored,
    String controllerName,
    boolean writesStatus,
    List<TargetOutcome> targets) {
  public PolicyOutcome {
    Objects.requireNonNull(policy);
    Objects.requireNonNull(ignored);
    Objects.requireNonNull(controllerName);
    targets = List.copyOf(targets);
  }

  public String name() {
    return Names.name(policy);
  }

  public String namespace() {
    return Names.namespace(policy);
  }

  /**
   * The status as istiod leaves it: one ancestor for each target Service, beside those of other
   * controllers. A condition that does not change keeps its time.
   *
   * @param now when a condition that changes is said to have changed
   * @return the whole {@code status}; what stands there already, perhaps nothing ({@link
   *     Tree#MISSING}), if istiod writes none
   */
  public Tree status(Instant now) {
    Tree before = policy.get("status");
    if (!writesStatus) {
      return before;
    }
    List<Tree> ancestors = new ArrayList<>();
    Map<String, Tree> own = new LinkedHashMap<>();
    for (TargetOutcome target : targets) {
      own.putIfAbsent(target.kind() + "/" + target.name(), ancestor(target, before, now));
    }
    ancestors.addAll(own.values());
    before.get("ancestors").items().stream()
        .filter(ancestor -> !ancestor.get("controllerName").text("").equals(controllerName))
        .forEach(ancestors::add);
    return Tree.object("ancestors", ancestors);
  }

  private Tree ancestor(TargetOutcome target, Tree before, Instant now) {
    Tree ref = Tree.object("group", target.group(), "kind", target.kind(), "name", target.name());
    Tree old =
        before.get("ancestors").items().stream()
            .filter(ancestor -> ancestor.get("controllerName").text("").equals(controllerName))
            .filter(ancestor -> ancestor.get("ancestorRef").equals(ref))
            .findFirst()
            .orElse(Tree.MISSING);
    List<Tree> conditions = new ArrayList<>();
    for (Condition condition : target.conditions()) {
      conditions.add(condition(condition, old, now));
    }
    return Tree.object(
        "ancestorRef", ref, "conditions", conditions, "controllerName", controllerName);
  }

  private Tree condition(Condition condition, Tree old, Instant now) {
    String since =
        old.get("conditions").items().stream()
            .filter(c -> c.get("type").text("").equals(condition.type()))
            .filter(c -> c.get("status").text("").equals(condition.status()))
            .findFirst()
            .flatMap(c -> c.get("lastTransitionTime").text())
            .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
    return Tree.object(
        "lastTransitionTime",
        since,
        "message",
        condition.message(),
        "observedGeneration",
        policy.at("metadata.generation").number(0),
        "reason",
        condition.reason(),
        "status",
        condition.status(),
        "type",
        condition.type());
  }
}

package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a policy's status (istio
 * pilot/pkg/config/kube/gateway/backend_policies.go:687-745 @1.31.0): ancestors of other
 * controllers stay, its own keep their places, and are at most 16 all together. A condition that
 * does not change keeps its time.
 */
record PolicyStatus(PolicyOutcome outcome, Instant now) {
  private static final String GATEWAYS = "istio.io/gateway-controller";
  private static final Set<String> OURS = Set.of(GATEWAYS, "istio.io/mesh-controller");
  private static final int MOST = 16;

  Tree write() {
    List<Tree> before = outcome.policy().at("status.ancestors").items();
    Map<Tree, Tree> own = new LinkedHashMap<>();
    for (TargetOutcome target : outcome.targets()) {
      Tree ref = ref(target);
      own.putIfAbsent(ref, ancestor(target, ref, outcome.controllerName(), before));
    }
    for (Tree gateway : outcome.targets().isEmpty() ? List.<Tree>of() : outcome.gateways()) {
      own.put(gateway, ancestor(outcome.targets().get(0), gateway, GATEWAYS, before));
    }
    List<Tree> after = new ArrayList<>();
    for (Tree ancestor : before) {
      if (!OURS.contains(ancestor.get("controllerName").text(""))) {
        after.add(ancestor);
      } else if (own.containsKey(ancestor.get("ancestorRef"))) {
        after.add(own.remove(ancestor.get("ancestorRef")));
      }
    }
    after.addAll(own.values());
    return Tree.object("ancestors", after.subList(0, Math.min(after.size(), MOST)));
  }

  private static Tree ref(TargetOutcome target) {
    Tree ref = Tree.object("group", target.group(), "kind", target.kind(), "name", target.name());
    return target.section().map(section -> ref.with("sectionName", section)).orElse(ref);
  }

  private Tree ancestor(TargetOutcome target, Tree ref, String controller, List<Tree> before) {
    List<Tree> old =
        before.stream()
            .filter(a -> OURS.contains(a.get("controllerName").text("")))
            .filter(a -> a.get("ancestorRef").equals(ref))
            .findFirst()
            .map(a -> a.get("conditions").items())
            .orElse(List.of());
    Map<String, Tree> conditions = new LinkedHashMap<>();
    old.forEach(condition -> conditions.put(condition.get("type").text(""), condition));
    for (Condition condition : target.conditions()) {
      conditions.put(condition.type(), condition(condition, old));
    }
    return Tree.object(
        "ancestorRef",
        ref,
        "conditions",
        List.copyOf(conditions.values()),
        "controllerName",
        controller);
  }

  private Tree condition(Condition condition, List<Tree> old) {
    String since =
        old.stream()
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
        outcome.policy().at("metadata.generation").number(0),
        "reason",
        condition.reason(),
        "status",
        condition.status(),
        "type",
        condition.type());
  }
}

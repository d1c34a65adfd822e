package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.Quantity;
import dev.egresstls.lab.value.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a pod fits a node, in the order and the words of the scheduler's filters
 * (pkg/scheduler/framework/plugins @1.33).
 *
 * @param pods all of the cluster
 */
record NodeFit(Tree pod, Tree node, List<Tree> nodes, List<Tree> pods) {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

  /**
   * Why it does not.
   *
   * @param reasons as the scheduler puts them
   * @param resolvable whether it might, if other pods went
   */
  record Misfit(List<String> reasons, boolean resolvable) {}

  /** Why the pod does not fit; empty if it does. */
  Optional<Misfit> misfit() {
    if (node.at("spec.unschedulable").isTrue() && !tolerates(unschedulable())) {
      return never("node(s) were unschedulable");
    }
    Optional<Tree> taint = taints().filter(one -> !tolerates(one)).findFirst();
    if (taint.isPresent()) {
      String key = taint.get().get("key").text("");
      String value = taint.get().get("value").text("");
      return never("node(s) had untolerated taint {" + key + ": " + value + "}");
    }
    if (!isChosen()) {
      return never("node(s) didn't match Pod's node affinity/selector");
    }
    if (hostPorts(pod)
        .anyMatch(port -> onNode().flatMap(NodeFit::hostPorts).anyMatch(port::equals))) {
      return perhaps(List.of("node(s) didn't have free ports for the requested pod ports"));
    }
    List<String> scarce = scarce();
    if (!scarce.isEmpty()) {
      return perhaps(scarce);
    }
    String spread = "node(s) didn't match pod topology spread constraints (missing required label)";
    return isSpread() ? new PodAffinity(pod, node, nodes, pods).misfit() : never(spread);
  }

  static Optional<Misfit> never(String reason) {
    return Optional.of(new Misfit(List.of(reason), false));
  }

  static Optional<Misfit> perhaps(List<String> reasons) {
    return Optional.of(new Misfit(reasons, true));
  }

  private static Tree unschedulable() {
    return Tree.object("key", "node.kubernetes.io/unschedulable", "effect", "NoSchedule");
  }

  /** The node's own taints, and those that the node controllers would give it. */
  private Stream<Tree> taints() {
    Stream<Tree> given =
        node.at("spec.taints").items().stream()
            .filter(one -> !one.get("effect").text("").equals("PreferNoSchedule"));
    Tree notReady =
        Tree.object("key", "node.kubernetes.io/not-ready", "value", "", "effect", "NoSchedule");
    return Conditions.isTrue(node, "Ready") ? given : Stream.concat(given, Stream.of(notReady));
  }

  private boolean tolerates(Tree taint) {
    return pod.at("spec.tolerations").items().stream().anyMatch(one -> covers(one, taint));
  }

  private static boolean covers(Tree toleration, Tree taint) {
    boolean effect =
        toleration.get("effect").text("").isEmpty()
            || toleration.get("effect").equals(taint.get("effect"));
    boolean exists = toleration.get("operator").text("").equals("Exists");
    String key = toleration.get("key").text("");
    boolean sameKey = key.isEmpty() ? exists : key.equals(taint.get("key").text(""));
    boolean sameValue =
        exists || toleration.get("value").text("").equals(taint.get("value").text(""));
    return effect && sameKey && sameValue;
  }

  private boolean isChosen() {
    Tree labels = node.at("metadata.labels");
    Tree wanted = pod.at("spec.nodeSelector");
    Tree affinity = pod.at("spec.affinity.nodeAffinity").get(REQUIRED);
    return (wanted.fields().isEmpty() || LabelSelectors.matchAll(wanted, labels))
        && (!affinity.isObject()
            || affinity.get("nodeSelectorTerms").items().stream().anyMatch(this::holds));
  }

  /** A term that asks for nothing chooses nothing. */
  private boolean holds(Tree term) {
    List<Tree> labels = term.get("matchExpressions").items();
    List<Tree> fields = term.get("matchFields").items();
    Tree name = Tree.object("metadata.name", node.at("metadata.name"));
    return !(labels.isEmpty() && fields.isEmpty())
        && labels.stream().allMatch(rule -> holds(rule, node.at("metadata.labels")))
        && fields.stream().allMatch(rule -> holds(rule, name));
  }

  private static boolean holds(Tree rule, Tree labels) {
    String operator = rule.get("operator").text("");
    if (!Set.of("Gt", "Lt").contains(operator)) {
      Tree selector = Tree.object("matchExpressions", List.of(rule));
      return LabelSelectors.match(selector, labels);
    }
    String value = labels.get(rule.get("key").text("")).text("");
    String limit = rule.get("values").texts().stream().findFirst().orElse("");
    if (!value.matches("-?\\d{1,18}") || !limit.matches("-?\\d{1,18}")) {
      return false;
    }
    int order = Long.compare(Long.parseLong(value), Long.parseLong(limit));
    return operator.equals("Gt") ? order > 0 : order < 0;
  }

  private Stream<Tree> onNode() {
    return pods.stream()
        .filter(one -> one.at("spec.nodeName").equals(node.at("metadata.name")))
        .filter(one -> !Set.of("Succeeded", "Failed").contains(one.at("status.phase").text("")));
  }

  private static Stream<String> hostPorts(Tree pod) {
    return pod.at("spec.containers").items().stream()
        .flatMap(container -> container.get("ports").items().stream())
        .filter(port -> port.get("hostPort").number(0) != 0)
        .map(port -> port.get("protocol").text("TCP") + port.get("hostPort").number(0));
  }

  private boolean isSpread() {
    return pod.at("spec.topologySpreadConstraints").items().stream()
        .filter(one -> one.get("whenUnsatisfiable").text("").equals("DoNotSchedule"))
        .map(one -> one.get("topologyKey").text(""))
        .allMatch(key -> node.at("metadata.labels").get(key).isPresent());
  }

  private List<String> scarce() {
    List<String> scarce = new ArrayList<>();
    Tree there = node.at("status.allocatable");
    if (BigDecimal.valueOf(onNode().count() + 1).compareTo(amount(there, "pods")) > 0) {
      scarce.add("Too many pods");
    }
    for (String resource : resources(pod)) {
      BigDecimal wanted = requested(pod, resource);
      BigDecimal used =
          onNode().map(one -> requested(one, resource)).reduce(BigDecimal.ZERO, BigDecimal::add);
      if (wanted.signum() > 0 && wanted.add(used).compareTo(amount(there, resource)) > 0) {
        scarce.add("Insufficient " + resource);
      }
    }
    return scarce;
  }

  private static BigDecimal amount(Tree amounts, String resource) {
    return Quantity.of(amounts.get(resource).text("0"));
  }

  private static Set<String> resources(Tree pod) {
    Set<String> all = new HashSet<>();
    containers(pod, "containers").forEach(one -> all.addAll(requests(one).fields().keySet()));
    containers(pod, "initContainers").forEach(one -> all.addAll(requests(one).fields().keySet()));
    return all;
  }

  private static Tree requests(Tree container) {
    return container.at("resources.requests");
  }

  private static Stream<Tree> containers(Tree pod, String field) {
    return pod.get("spec").get(field).items().stream();
  }

  /** What all containers ask for together, or an init container with the sidecars before it. */
  private static BigDecimal requested(Tree pod, String resource) {
    BigDecimal sidecars = BigDecimal.ZERO;
    BigDecimal most = BigDecimal.ZERO;
    for (Tree init : containers(pod, "initContainers").toList()) {
      BigDecimal own = amount(requests(init), resource);
      if (init.get("restartPolicy").text("").equals("Always")) {
        sidecars = sidecars.add(own);
        most = most.max(sidecars);
      } else {
        most = most.max(sidecars.add(own));
      }
    }
    return containers(pod, "containers")
        .map(one -> amount(requests(one), resource))
        .reduce(sidecars, BigDecimal::add)
        .max(most);
  }
}

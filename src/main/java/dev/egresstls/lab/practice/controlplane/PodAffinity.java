package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the pods that run already let a pod run on a node, and it wants to (InterPodAffinity of
 * pkg/scheduler/framework/plugins @1.33).
 */
record PodAffinity(Tree pod, Tree node, List<Tree> nodes, List<Tree> pods) {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

  Optional<NodeFit.Misfit> misfit() {
    if (!terms(pod, "podAffinity").allMatch(this::isNear)) {
      return NodeFit.never("node(s) didn't match pod affinity rules");
    }
    if (terms(pod, "podAntiAffinity").anyMatch(term -> isThere(term, pod))) {
      return NodeFit.perhaps(List.of("node(s) didn't match pod anti-affinity rules"));
    }
    boolean unwanted =
        running()
            .filter(this::isReached)
            .anyMatch(
                other ->
                    terms(other, "podAntiAffinity")
                        .anyMatch(term -> selects(term, other, pod) && shares(term, other)));
    return unwanted
        ? NodeFit.perhaps(List.of("node(s) didn't satisfy existing pods anti-affinity rules"))
        : Optional.empty();
  }

  private static Stream<Tree> terms(Tree pod, String kind) {
    return pod.at("spec.affinity").get(kind).get(REQUIRED).items().stream();
  }

  private Stream<Tree> running() {
    return pods.stream().filter(one -> one.at("spec.nodeName").isPresent());
  }

  private boolean isReached(Tree other) {
    return terms(other, "podAntiAffinity").findAny().isPresent();
  }

  /** The first pod of a group that wants to be together finds nobody, and may run. */
  private boolean isNear(Tree term) {
    boolean nobody = running().noneMatch(other -> selects(term, pod, other));
    return isThere(term, pod) || (nobody && selects(term, pod, pod) && key(term).isPresent());
  }

  private boolean isThere(Tree term, Tree owner) {
    return running().anyMatch(other -> selects(term, owner, other) && shares(term, other));
  }

  private Tree key(Tree term) {
    return node.at("metadata.labels").get(term.get("topologyKey").text(""));
  }

  /** Whether a pod's node has the same value of the key as this one. */
  private boolean shares(Tree term, Tree other) {
    return key(term).isPresent()
        && nodes.stream()
            .filter(one -> one.at("metadata.name").equals(other.at("spec.nodeName")))
            .map(one -> one.at("metadata.labels").get(term.get("topologyKey").text("")))
            .anyMatch(key(term)::equals);
  }

  private static boolean selects(Tree term, Tree owner, Tree other) {
    List<String> namespaces = term.get("namespaces").texts();
    boolean everywhere = term.get("namespaceSelector").isObject();
    String home = other.at("metadata.namespace").text("");
    boolean near =
        namespaces.isEmpty()
            ? everywhere || other.at("metadata.namespace").equals(owner.at("metadata.namespace"))
            : namespaces.contains(home);
    return near
        && term.get("labelSelector").isObject()
        && LabelSelectors.match(term.get("labelSelector"), other.at("metadata.labels"));
  }
}

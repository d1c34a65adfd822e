package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/** The scale subresource of workloads. */
final class Scale {
  private Scale() {}

  static Tree of(Tree workload) {
    Tree metadata = workload.get("metadata");
    Tree named =
        Tree.object(
            "name", metadata.get("name"),
            "namespace", metadata.get("namespace"),
            "uid", metadata.get("uid"),
            "resourceVersion", metadata.get("resourceVersion"),
            "creationTimestamp", metadata.get("creationTimestamp"));
    List<String> selector = new ArrayList<>();
    workload
        .at("spec.selector.matchLabels")
        .fields()
        .forEach((key, value) -> selector.add(key + "=" + value.text("")));
    return Tree.object(
        "kind",
        "Scale",
        "apiVersion",
        "autoscaling/v1",
        "metadata",
        named,
        "spec",
        Tree.object("replicas", workload.at("spec.replicas").number(0)),
        "status",
        Tree.object(
            "replicas", workload.at("status.replicas").number(0),
            "selector", String.join(",", selector)));
  }

  /** The workload with the replicas of a changed scale. */
  static Tree into(Tree workload, Tree scale) {
    long replicas = scale.at("spec.replicas").number(0);
    return workload.with("spec", workload.get("spec").with("replicas", replicas));
  }
}

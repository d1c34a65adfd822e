package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/** The scale subresource of workloads. */
final class Scale {
  private static final List<String> FIELDS =
      List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp");

  private Scale() {}

  static Tree of(Tree workload) {
    Tree status =
        Tree.object(
            "replicas", workload.at("status.replicas").number(0), "selector", selector(workload));
    return Tree.object(
        "kind",
        "Scale",
        "apiVersion",
        "autoscaling/v1",
        "metadata",
        metadata(workload.get("metadata")),
        "spec",
        Tree.object("replicas", workload.at("spec.replicas").number(0)),
        "status",
        status);
  }

  private static Tree metadata(Tree all) {
    Tree some = Tree.object();
    for (String field : FIELDS) {
      some = some.with(field, all.get(field));
    }
    return some;
  }

  private static String selector(Tree workload) {
    List<String> selector = new ArrayList<>();
    workload
        .at("spec.selector.matchLabels")
        .fields()
        .forEach((key, value) -> selector.add(key + "=" + value.text("")));
    return String.join(",", selector);
  }

  /** The workload with the replicas of a changed scale. */
  static Tree into(Tree workload, Tree scale) {
    if (!scale.isObject() || !scale.get("kind").text("Scale").equals("Scale")) {
      throw Refusals.badRequest("the body of the request is not a Scale");
    }
    long replicas = scale.at("spec.replicas").number(0);
    return workload.with("spec", workload.get("spec").with("replicas", replicas));
  }
}

package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/** The scale subresource of workloads. */
final class Scale {
  private static final List<String> FIELDS =
      List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp");

  private static final ResourceType TYPE =
      new ResourceType("autoscaling", "v1", "", "Scale", "", true, List.of(), List.of());

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

  /**
   * A changed scale, if it is one.
   *
   * @throws dev.egresstls.lab.practice.store.ApiError 400 or 422
   */
  static Tree checked(Tree scale, String name) {
    if (!scale.isObject() || !scale.get("kind").text("Scale").equals("Scale")) {
      throw Refusals.badRequest("the body of the request is not a Scale");
    }
    String own = scale.at("metadata.name").text(name);
    if (!own.equals(name)) {
      String rule = ") does not match the name on the URL (";
      throw Refusals.badRequest("the name of the object (" + own + rule + name + ")");
    }
    Tree replicas = scale.at("spec.replicas");
    if (replicas.isPresent() && !(replicas.raw() instanceof Long)) {
      throw Refusals.badRequest(
          "Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal "
              + (replicas.raw() instanceof String ? "string" : "value")
              + " into Go struct field ScaleSpec.spec.replicas of type int32");
    }
    if (replicas.number(0) < 0) {
      String rule = "must be greater than or equal to 0";
      throw Refusals.invalid(
          TYPE, name, List.of(FieldError.invalid("spec.replicas", replicas, rule)));
    }
    return scale;
  }

  /** The workload with the replicas of a changed scale. */
  static Tree into(Tree workload, Tree scale) {
    long replicas = scale.at("spec.replicas").number(0);
    return workload.with("spec", workload.get("spec").with("replicas", replicas));
  }
}

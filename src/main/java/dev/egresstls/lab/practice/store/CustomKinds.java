package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Serves the kinds of CustomResourceDefinitions, and says so in their status. */
final class CustomKinds {
  private final ObjectStore store;

  CustomKinds(ObjectStore store) {
    this.store = store;
  }

  void after(ObjectChange change) {
    Tree crd = change.object();
    String name = crd.at("metadata.name").text("");
    if (change.type() == ObjectChange.Type.DELETED) {
      return;
    }
    store.serve(name, CustomKind.versions(crd));
    store.modifyStatus(
        change.resource().key(), "", name, "kube-apiserver", CustomKinds::established);
  }

  private static Tree established(Tree crd) {
    Tree status = crd.get("status");
    if (!status.get("conditions").items().isEmpty()
        && status.get("acceptedNames").equals(crd.at("spec.names"))) {
      return crd;
    }
    List<Object> conditions = new ArrayList<>();
    String since = crd.at("metadata.creationTimestamp").text("");
    conditions.add(condition("NamesAccepted", "NoConflicts", "no conflicts found", since));
    conditions.add(
        condition(
            "Established", "InitialNamesAccepted", "the initial names have been accepted", since));
    return crd.with(
        "status",
        status.with("conditions", conditions).with("acceptedNames", crd.at("spec.names")));
  }

  private static Map<String, Object> condition(
      String type, String reason, String message, String since) {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("type", type);
    condition.put("status", "True");
    condition.put("reason", reason);
    condition.put("message", message);
    condition.put("lastTransitionTime", since);
    return condition;
  }
}

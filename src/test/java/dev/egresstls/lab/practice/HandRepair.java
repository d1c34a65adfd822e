package dev.egresstls.lab.practice;

import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A learner with kubectl, who knows how the lab's objects were and makes them so again. */
final class HandRepair {
  private static final List<String> KEYS =
      List.of(
          "namespaces",
          "configmaps",
          "services",
          "endpointslices.discovery.k8s.io",
          "destinationrules.networking.istio.io",
          "deployments.apps",
          // After its Service: up to Istio 1.27 a policy that came first stays at TargetNotFound.
          "backendtlspolicies.gateway.networking.k8s.io");

  private static final String APPLY = "kubectl-client-side-apply";
  private static final String EDIT = "kubectl-edit";

  private final ObjectStore store;
  private final Map<String, Tree> before;

  /** Learns how everything is now. */
  HandRepair(ObjectStore store) {
    this.store = store;
    this.before = all();
  }

  private Map<String, Tree> all() {
    Map<String, Tree> all = new LinkedHashMap<>();
    for (String key : KEYS) {
      for (Tree object : store.list(key)) {
        if (object.at("metadata.labels[endpointslice.kubernetes.io/managed-by]").isMissing()) {
          all.put(key + " " + namespace(object) + " " + name(object), object);
        }
      }
    }
    return all;
  }

  private static String namespace(Tree object) {
    return object.at("metadata.namespace").text("");
  }

  private static String name(Tree object) {
    return object.at("metadata.name").text("");
  }

  private static String key(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  /**
   * Deletes what is there too much, then changes and creates.
   *
   * @return the kinds of repair that this took
   */
  Set<String> mend() {
    Set<String> took = new TreeSet<>();
    Map<String, Tree> now = all();
    now.forEach(
        (line, object) -> {
          if (!before.containsKey(line) || replaced(before.get(line), object)) {
            store.delete(key(line), namespace(object), name(object));
            took.add("delete");
          }
        });
    before.forEach(
        (line, was) -> {
          Tree is = now.get(line);
          if (is == null || replaced(was, is)) {
            store.create(key(line), plain(was), APPLY);
            took.add("create");
          } else {
            store.modify(key(line), namespace(was), name(was), EDIT, one -> edited(one, was));
            if (!edited(is, was).equals(is)) {
              took.add("edit");
            }
          }
        });
    return took;
  }

  /** What is another object by now is best made again: its age or its address may matter. */
  private static boolean replaced(Tree was, Tree is) {
    return !was.at("metadata.uid").equals(is.at("metadata.uid"));
  }

  private static Tree plain(Tree was) {
    Tree metadata = Tree.object("name", name(was));
    if (!namespace(was).isEmpty()) {
      metadata = metadata.with("namespace", namespace(was));
    }
    return was.without("status").with("metadata", labelled(metadata, was));
  }

  private static Tree labelled(Tree metadata, Tree was) {
    Tree labels = was.at("metadata.labels");
    return labels.isPresent() ? metadata.with("labels", labels) : metadata.without("labels");
  }

  private static Tree edited(Tree is, Tree was) {
    Tree edited = is.with("metadata", labelled(is.get("metadata"), was));
    for (String field : was.fields().keySet()) {
      if (!List.of("apiVersion", "kind", "metadata", "status").contains(field)) {
        edited = edited.with(field, was.get(field));
      }
    }
    return edited;
  }
}

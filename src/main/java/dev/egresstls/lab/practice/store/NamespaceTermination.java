package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Empties a namespace that is being deleted, and lets it go when nothing is left in it. */
final class NamespaceTermination {
  private final ObjectStore store;

  NamespaceTermination(ObjectStore store) {
    this.store = store;
  }

  void after(ObjectChange change) {
    Tree object = change.object();
    boolean isNamespace = change.resource().key().equals("namespaces");
    if (isNamespace && change.type() != ObjectChange.Type.DELETED) {
      end(object);
    } else if (!isNamespace && change.type() == ObjectChange.Type.DELETED) {
      store.get("namespaces", "", object.at("metadata.namespace").text("")).ifPresent(this::end);
    }
  }

  private void end(Tree namespace) {
    if (namespace.at("metadata.deletionTimestamp").isMissing()) {
      return;
    }
    String name = namespace.at("metadata.name").text("");
    int left = 0;
    for (ResourceType type : store.kinds()) {
      for (Tree object : store.list(type.key())) {
        if (object.at("metadata.namespace").text("").equals(name)) {
          left += delete(type, object);
        }
      }
    }
    if (left == 0) {
      store.modify(
          "namespaces",
          "",
          name,
          "kube-controller-manager",
          live -> live.with("spec", live.get("spec").with("finalizers", List.of())));
    }
  }

  /** How many objects are still there afterwards: one with finalizers stays. */
  private int delete(ResourceType type, Tree object) {
    String namespace = object.at("metadata.namespace").text("");
    String name = object.at("metadata.name").text("");
    if (object.at("metadata.deletionTimestamp").isMissing()) {
      store.delete(type.key(), namespace, name);
    }
    return store.get(type.key(), namespace, name).isPresent() ? 1 : 0;
  }
}

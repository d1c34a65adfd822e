package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Deletes what nobody owns any more, and finishes foreground and orphaning deletions. */
final class GarbageCollector {
  private static final String MANAGER = "kube-controller-manager";

  private final ObjectStore store;

  GarbageCollector(ObjectStore store) {
    this.store = store;
  }

  void after(ObjectChange change) {
    Tree object = change.object();
    if (change.type() == ObjectChange.Type.DELETED) {
      dependents(uid(object), this::deleteIfOrphan);
    } else if (object.at("metadata.deletionTimestamp").isPresent()) {
      finish(change.resource(), object);
    } else if (change.type() == ObjectChange.Type.ADDED) {
      deleteIfOrphan(change.resource(), object);
    }
  }

  private void finish(ResourceType type, Tree object) {
    List<String> finalizers = object.at("metadata.finalizers").texts();
    if (finalizers.contains("foregroundDeletion")) {
      dependents(uid(object), this::delete);
      withoutFinalizer(type, object, "foregroundDeletion");
    } else if (finalizers.contains("orphan")) {
      dependents(uid(object), (kind, dependent) -> disown(kind, dependent, uid(object)));
      withoutFinalizer(type, object, "orphan");
    }
  }

  private void dependents(String uid, BiConsumer<ResourceType, Tree> each) {
    for (ResourceType type : store.kinds()) {
      for (Tree object : store.list(type.key())) {
        if (owners(object).stream().anyMatch(owner -> owner.get("uid").text("").equals(uid))) {
          each.accept(type, object);
        }
      }
    }
  }

  private void deleteIfOrphan(ResourceType type, Tree object) {
    List<Tree> owners = owners(object);
    if (!owners.isEmpty() && owners.stream().noneMatch(owner -> exists(owner, object))) {
      delete(type, object);
    }
  }

  private boolean exists(Tree owner, Tree dependent) {
    String[] api = owner.get("apiVersion").text("").split("/");
    String group = api.length == 2 ? api[0] : "";
    for (ResourceType type : store.kinds()) {
      if (type.group().equals(group) && type.kind().equals(owner.get("kind").text(""))) {
        String namespace = type.namespaced() ? dependent.at("metadata.namespace").text("") : "";
        return store
            .get(type.key(), namespace, owner.get("name").text(""))
            .map(found -> uid(found).equals(owner.get("uid").text("")))
            .orElse(false);
      }
    }
    return false;
  }

  private void delete(ResourceType type, Tree object) {
    store.delete(type.key(), namespace(object), name(object));
  }

  private void disown(ResourceType type, Tree object, String uid) {
    store.modify(
        type.key(),
        namespace(object),
        name(object),
        MANAGER,
        live -> {
          List<Object> left = new ArrayList<>(owners(live));
          left.removeIf(owner -> ((Tree) owner).get("uid").text("").equals(uid));
          return live.with("metadata", live.get("metadata").with("ownerReferences", left));
        });
  }

  private void withoutFinalizer(ResourceType type, Tree object, String finalizer) {
    store.modify(
        type.key(),
        namespace(object),
        name(object),
        MANAGER,
        live -> {
          List<String> left =
              live.at("metadata.finalizers").texts().stream()
                  .filter(one -> !one.equals(finalizer))
                  .collect(Collectors.toList());
          return live.with("metadata", live.get("metadata").with("finalizers", left));
        });
  }

  private static List<Tree> owners(Tree object) {
    return object.at("metadata.ownerReferences").items();
  }

  private static String uid(Tree object) {
    return object.at("metadata.uid").text("");
  }

  private static String namespace(Tree object) {
    return object.at("metadata.namespace").text("");
  }

  private static String name(Tree object) {
    return object.at("metadata.name").text("");
  }
}

package dev.egresstls.lab.practice.store.write;

import dev.egresstls.lab.practice.store.Deletion;
import dev.egresstls.lab.practice.store.Memory;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.practice.store.TypeRegistry;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes objects out of the memory, or marks those that someone must finish first. */
public final class Deletions {
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  private final Memory memory;
  private final TypeRegistry types;

  public Deletions(Memory memory, TypeRegistry types) {
    this.memory = memory;
    this.types = types;
  }

  public Tree delete(Served type, Tree live, Deletion how) {
    Preconditions.check(type.type(), live, how.preconditions());
    String name = live.at("metadata.name").text("");
    if (type.key().equals("namespaces") && IMMORTAL.contains(name)) {
      throw Refusals.forbidden(type.type(), name, "this namespace may not be deleted");
    }
    if (how.dryRun()) {
      return live;
    }
    List<String> finalizers = new ArrayList<>(live.at("metadata.finalizers").texts());
    switch (how.propagation()) {
      case "Foreground" -> finalizers.add("foregroundDeletion");
      case "Orphan" -> finalizers.add("orphan");
      default -> {}
    }
    if (!finalizers.isEmpty() || live.at("spec.finalizers").isList()) {
      return mark(type, live, finalizers);
    }
    if (type.key().startsWith("customresourcedefinitions.")) {
      endKind(live);
    }
    return memory.remove(type.type(), live);
  }

  private Tree mark(Served type, Tree live, List<String> finalizers) {
    if (live.at("metadata.deletionTimestamp").isPresent()) {
      return live;
    }
    Tree metadata =
        live.get("metadata")
            .with("deletionTimestamp", NewObject.now())
            .with("deletionGracePeriodSeconds", 0);
    metadata = finalizers.isEmpty() ? metadata : metadata.with("finalizers", finalizers);
    Tree marked = live.with("metadata", metadata);
    if (type.key().equals("namespaces")) {
      marked = marked.with("status", live.get("status").with("phase", "Terminating"));
    }
    return memory.put(type.type(), marked);
  }

  private void endKind(Tree crd) {
    String key = crd.at("metadata.name").text("");
    types
        .stored(key)
        .ifPresent(type -> memory.list(key).forEach(one -> memory.remove(type.type(), one)));
    types.remove(key);
  }
}

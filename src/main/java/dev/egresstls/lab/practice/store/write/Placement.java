package dev.egresstls.lab.practice.store.write;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Memory;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Where a new object goes: its namespace must be there and not on its way out. */
public final class Placement {
  private Placement() {}

  public static Tree of(Memory memory, Served type, Tree object) {
    Tree metadata = object.get("metadata");
    Tree placed =
        object.with("apiVersion", type.type().apiVersion()).with("kind", type.type().kind());
    if (!type.type().namespaced()) {
      return placed.with("metadata", metadata.without("namespace"));
    }
    String namespace = metadata.get("namespace").text("default");
    boolean isNew = memory.get(type.key(), namespace, metadata.get("name").text("")).isEmpty();
    Tree home = memory.get("namespaces", "", namespace).orElseThrow(() -> noNamespace(namespace));
    if (isNew && home.at("metadata.deletionTimestamp").isPresent()) {
      throw terminating(type.type(), metadata.get("name").text(""), namespace);
    }
    return placed.with("metadata", metadata.with("namespace", namespace));
  }

  private static ApiError noNamespace(String namespace) {
    Tree details = Tree.object("name", namespace, "kind", "namespaces");
    return new ApiError(404, "NotFound", "namespaces \"" + namespace + "\" not found", details);
  }

  private static ApiError terminating(ResourceType type, String name, String namespace) {
    String why =
        "unable to create new content in namespace "
            + namespace
            + " because it is being terminated";
    Tree cause =
        Tree.object(
            "reason", "NamespaceTerminating",
            "message", "namespace " + namespace + " is being terminated",
            "field", "metadata.namespace");
    ApiError error = Refusals.forbidden(type, name, why);
    return new ApiError(
        403, "Forbidden", error.getMessage(), error.details().with("causes", List.of(cause)));
  }
}

package dev.egresstls.lab.practice.api.discovery;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The OpenAPI schema of a kind: the whole of a custom one, the top of a built-in one. */
final class SchemaDocuments {
  private static final String VERSION =
      "APIVersion defines the versioned schema of this representation of an object.";
  private static final String KIND = "Kind is the REST resource this object represents.";
  private static final String METADATA = "Standard object's metadata.";

  private SchemaDocuments() {}

  static Map<String, String> kind(ResourceType type) {
    return Map.of("group", type.group(), "version", type.version(), "kind", type.kind());
  }

  static String name(ResourceType type) {
    List<String> parts = new ArrayList<>(List.of(type.group().split("\\.")));
    Collections.reverse(parts);
    String group = type.group().isEmpty() ? "core" : String.join(".", parts);
    return group + "." + type.version() + "." + type.kind();
  }

  static Tree of(Served one) {
    Tree schema = one.schema().map(own -> own.tree()).orElseGet(() -> top(one));
    Tree properties = schema.get("properties");
    properties = properties.isObject() ? properties : Tree.object();
    Tree metadata = Tree.object("type", "object", "description", METADATA);
    return schema
        .with("type", "object")
        .with(
            "properties",
            properties
                .with("apiVersion", Tree.object("type", "string", "description", VERSION))
                .with("kind", Tree.object("type", "string", "description", KIND))
                .with("metadata", metadata))
        .with("x-kubernetes-group-version-kind", List.of(kind(one.type())));
  }

  private static Tree top(Served one) {
    Tree open = Tree.object("type", "object", "x-kubernetes-preserve-unknown-fields", true);
    String what = say("practice.schema.about", one.type().kind());
    return Tree.object(
        "description",
        what,
        "properties",
        Tree.object(
            "spec", open.with("description", "The desired state."),
            "status", open.with("description", "The state that was observed.")));
  }
}

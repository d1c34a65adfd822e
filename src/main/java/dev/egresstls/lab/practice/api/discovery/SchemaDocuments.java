package dev.egresstls.lab.practice.api.discovery;

import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.practice.store.schema.BuiltInTypes;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The OpenAPI schemas of a kind. */
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

  /** The schemas of a kind and of all that it refers to, by name. */
  static Map<String, Tree> all(Served one) {
    Map<String, Tree> all = new LinkedHashMap<>();
    builtIn(one).ifPresent(type -> all.putAll(BuiltInTypes.closure(type)));
    all.put(name(one.type()), of(one));
    return all;
  }

  private static Optional<String> builtIn(Served one) {
    return one.schema().isEmpty()
        ? BuiltInTypes.of(one.type().apiVersion(), one.type().kind())
        : Optional.empty();
  }

  private static Tree of(Served one) {
    Optional<String> type = builtIn(one);
    return type.isPresent()
        ? BuiltInTypes.schema(type.get())
            .with("x-kubernetes-group-version-kind", List.of(kind(one.type())))
        : custom(one);
  }

  private static Tree custom(Served one) {
    Tree schema = one.schema().orElseThrow().tree();
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
}

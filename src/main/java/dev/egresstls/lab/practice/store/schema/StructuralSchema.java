package dev.egresstls.lab.practice.store.schema;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.fields.Shape;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** One field's schema in a CustomResourceDefinition ({@code openAPIV3Schema} and below). */
public final class StructuralSchema implements Shape {
  private final Tree schema;
  private final String name;

  private StructuralSchema(Tree schema, String name) {
    this.schema = schema;
    this.name = name;
  }

  /** The schema of whole objects. */
  public static StructuralSchema of(Tree openApiV3Schema) {
    return new StructuralSchema(openApiV3Schema, "");
  }

  /** The object with defaults, and without fields that the schema does not know. */
  public Tree completed(Tree object) {
    return new SchemaDefaults().whole(object, schema);
  }

  /** What is wrong with an object; {@code before} is missing if it is new. */
  public List<FieldError> errors(Tree before, Tree after) {
    Validation validation = new Validation();
    validation.check(after.raw(), schema, "");
    if (!validation.errors().isEmpty()) {
      return validation.errors();
    }
    Rules rules = new Rules();
    rules.check(after.raw(), before.raw(), schema, "");
    return rules.errors();
  }

  /** What is wrong with the schema itself: rules that cannot be read. */
  public List<FieldError> ownErrors(String path) {
    Rules rules = new Rules();
    rules.read(schema, path);
    return rules.errors();
  }

  /** The paths of the fields that the schema does not know: {@code spec.validation.hostnme}. */
  public List<String> unknown(Tree object) {
    SchemaDefaults completion = new SchemaDefaults();
    completion.whole(object, schema);
    return completion.unknown();
  }

  /** The schema as it was written. */
  public Tree tree() {
    return schema;
  }

  @Override
  public StructuralSchema field(String member) {
    Tree property = schema.get("properties").get(member);
    return new StructuralSchema(
        property.isMissing() ? schema.get("additionalProperties") : property, member);
  }

  @Override
  public StructuralSchema item() {
    return new StructuralSchema(schema.get("items"), name);
  }

  @Override
  public Merging list() {
    if (name.equals("finalizers")) {
      return Merging.GRANULAR;
    }
    return switch (schema.get("x-kubernetes-list-type").text("atomic")) {
      case "map" -> Merging.BY_KEYS;
      case "set" -> Merging.GRANULAR;
      default -> name.equals("ownerReferences") ? Merging.BY_KEYS : Merging.ATOMIC;
    };
  }

  @Override
  public boolean atomicObject() {
    return schema.get("x-kubernetes-map-type").text("").equals("atomic");
  }

  @Override
  public List<String> keys() {
    return name.equals("ownerReferences")
        ? List.of("uid")
        : schema.get("x-kubernetes-list-map-keys").texts();
  }

  @Override
  public Object keyDefault(String key) {
    return schema.get("items").get("properties").get(key).get("default").raw();
  }

  @Override
  public boolean alwaysThere() {
    return name.equals("metadata");
  }
}

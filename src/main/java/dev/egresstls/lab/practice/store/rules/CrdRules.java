package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.schema.StructuralSchema;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Locale;

/** The rules for CustomResourceDefinitions; a CEL rule that cannot be read is refused here. */
final class CrdRules {
  private static final List<String> SCOPES = List.of("Cluster", "Namespaced");
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "object", "string");

  private CrdRules() {}

  static void check(Tree crd, List<FieldError> errors) {
    String expected = crd.at("spec.names.plural").text("") + "." + crd.at("spec.group").text("");
    String name = crd.at("metadata.name").text("");
    if (!name.equals(expected)) {
      errors.add(
          FieldError.invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
    }
    checkNames(crd.get("spec"), errors);
    List<Tree> versions = crd.at("spec.versions").items();
    long stored = versions.stream().filter(version -> version.get("storage").isTrue()).count();
    if (stored != 1) {
      errors.add(
          FieldError.invalid(
              "spec.versions",
              Tree.of(versions.stream().map(version -> version.get("name")).toList()),
              "must have exactly one version marked as storage version"));
    }
    for (int i = 0; i < versions.size(); i++) {
      String own = versions.get(i).get("name").text("");
      LabelRules.add("spec.versions[" + i + "].name", own, NameShapes.dns1035(own), errors);
      // The schema of one version alone is that of all.
      String path =
          (versions.size() == 1 ? "spec.validation" : "spec.versions[" + i + "].schema")
              + ".openAPIV3Schema";
      Tree schema = versions.get(i).at("schema.openAPIV3Schema");
      if (schema.isMissing()) {
        errors.add(FieldError.required(path, "schemas are required"));
      } else {
        checkRoot(schema, path, errors);
        checkTypes(schema, path, errors);
        errors.addAll(StructuralSchema.of(schema).ownErrors(path));
      }
    }
  }

  private static void checkNames(Tree spec, List<FieldError> errors) {
    String scope = spec.get("scope").text("");
    if (scope.isEmpty()) {
      errors.add(FieldError.required("spec.scope", ""));
    } else if (!SCOPES.contains(scope)) {
      errors.add(FieldError.unsupported("spec.scope", scope, SCOPES));
    }
    if (spec.get("group").text("").isEmpty()) {
      errors.add(FieldError.required("spec.group", ""));
    }
    for (String field : List.of("plural", "singular", "kind", "listKind")) {
      String name = spec.get("names").get(field).text("");
      String at = "spec.names." + field;
      boolean none = field.equals("listKind") && spec.at("names.kind").text("").isEmpty();
      if (name.isEmpty() || none) {
        errors.add(FieldError.required(at, ""));
      } else {
        LabelRules.add(at, name, NameShapes.dns1035(name.toLowerCase(Locale.ROOT)), errors);
      }
    }
  }

  private static void checkRoot(Tree schema, String path, List<FieldError> errors) {
    String type = schema.get("type").text("");
    if (type.isEmpty()) {
      errors.add(FieldError.required(path + ".type", "must not be empty at the root"));
    } else if (!type.equals("object")) {
      errors.add(FieldError.invalid(path + ".type", type, "must be object at the root"));
    }
  }

  private static void checkTypes(Tree schema, String path, List<FieldError> errors) {
    String type = schema.get("type").text("");
    if (!type.isEmpty() && !TYPES.contains(type)) {
      errors.add(FieldError.unsupported(path + ".type", type, TYPES));
    }
    schema
        .get("properties")
        .fields()
        .forEach(
            (name, field) ->
                checkField(
                    field, path + ".properties[" + name + "]", "specified object fields", errors));
    if (schema.get("items").isObject()) {
      checkField(schema.get("items"), path + ".items", "specified array items", errors);
    }
    if (schema.get("additionalProperties").isObject()) {
      String values = "specified object fields";
      checkField(
          schema.get("additionalProperties"), path + ".additionalProperties", values, errors);
    }
  }

  private static void checkField(Tree field, String path, String what, List<FieldError> errors) {
    boolean open =
        field.get("x-kubernetes-int-or-string").isTrue()
            || field.get("x-kubernetes-preserve-unknown-fields").isTrue();
    if (field.get("type").text("").isEmpty() && !open) {
      errors.add(FieldError.required(path + ".type", "must not be empty for " + what));
    }
    checkTypes(field, path, errors);
  }
}

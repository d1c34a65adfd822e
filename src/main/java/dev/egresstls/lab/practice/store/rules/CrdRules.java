package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.schema.StructuralSchema;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The rules for CustomResourceDefinitions; a CEL rule that cannot be read is refused here. */
final class CrdRules {
  private CrdRules() {}

  static void check(Tree crd, List<FieldError> errors) {
    String expected = crd.at("spec.names.plural").text("") + "." + crd.at("spec.group").text("");
    String name = crd.at("metadata.name").text("");
    if (!name.equals(expected)) {
      errors.add(
          FieldError.invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
    }
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
      String path = "spec.versions[" + i + "].schema.openAPIV3Schema";
      Tree schema = versions.get(i).at("schema.openAPIV3Schema");
      if (schema.isMissing()) {
        errors.add(FieldError.required(path, "schemas are required"));
      } else {
        errors.addAll(StructuralSchema.of(schema).ownErrors(path));
      }
    }
  }
}

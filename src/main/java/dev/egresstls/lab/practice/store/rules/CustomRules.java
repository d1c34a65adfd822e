package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.schema.StructuralSchema;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/** The rules for custom resources: their names, and their own schema. */
public final class CustomRules {
  private CustomRules() {}

  /**
   * What is wrong with an object.
   *
   * @param before what it replaces; missing if it is new
   */
  public static List<FieldError> errors(
      String key, StructuralSchema schema, Tree before, Tree after) {
    List<FieldError> errors = new ArrayList<>();
    MetadataRules.check(key, before, after, errors);
    // What stays as it is may break a schema that came later (CRDValidationRatcheting @1.33).
    if (before.isMissing() || !before.without("metadata").equals(after.without("metadata"))) {
      errors.addAll(schema.errors(before, after));
    }
    return errors;
  }
}

package dev.egresstls.lab.practice.store.schema;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** {@code allOf}, {@code anyOf}, {@code oneOf} and {@code not}. */
final class Alternatives {
  private Alternatives() {}

  static void check(Object value, Tree schema, String path, List<FieldError> errors) {
    for (Tree one : schema.get("allOf").items()) {
      Validation all = new Validation();
      all.check(value, one, path);
      errors.addAll(all.errors());
    }
    boolean intOrString = schema.get("x-kubernetes-int-or-string").isTrue();
    List<Tree> any = schema.get("anyOf").items();
    if (!any.isEmpty() && !intOrString && fitting(value, any, path) == 0) {
      add(path, "must validate at least one schema (anyOf)", errors);
    }
    List<Tree> one = schema.get("oneOf").items();
    if (!one.isEmpty() && fitting(value, one, path) != 1) {
      add(path, "must validate one and only one schema (oneOf)", errors);
    }
    Tree not = schema.get("not");
    if (not.isObject() && fitting(value, List.of(not), path) == 1) {
      add(path, "must not validate the schema (not)", errors);
    }
  }

  private static long fitting(Object value, List<Tree> schemas, String path) {
    return schemas.stream()
        .filter(
            schema -> {
              Validation validation = new Validation();
              validation.check(value, schema, path);
              return validation.errors().isEmpty();
            })
        .count();
  }

  private static void add(String path, String rule, List<FieldError> errors) {
    errors.add(FieldError.invalid(path, "", path + " in body " + rule));
  }
}

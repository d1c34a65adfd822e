package dev.egresstls.lab.practice.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Housekeeping;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomResourceTest {
  private static final Tree SCHEMA =
      Yaml.read(
          """
          type: object
          properties:
            spec:
              type: object
              required: [host]
              properties:
                host: {type: string, minLength: 2, maxLength: 5, pattern: '^[a-z]+$'}
                mode: {type: string, enum: [A, B], default: A}
                count: {type: integer, minimum: 1, maximum: 3}
                refs:
                  type: array
                  minItems: 1
                  maxItems: 2
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [name]
                  items: {type: object, properties: {name: {type: string}}}
                port: {x-kubernetes-int-or-string: true}
              x-kubernetes-validations:
              - {rule: "self.host != 'bad'", message: not that one}
              - {rule: "self.mode == oldSelf.mode", message: mode stays}
          """);

  private static Tree spec(String yaml) {
    return Tree.object("spec", Yaml.read(yaml));
  }

  private static List<String> wrong(String yaml) {
    return StructuralSchema.of(SCHEMA).errors(Tree.MISSING, spec(yaml)).stream()
        .map(error -> error.path() + ": " + error.message())
        .toList();
  }

  @Test
  void defaults_come_and_unknown_fields_go_and_are_named() {
    StructuralSchema schema = StructuralSchema.of(SCHEMA);
    Tree given = spec("{host: web, extra: 1, refs: [{name: a, more: 2}]}");
    assertEquals(spec("{host: web, refs: [{name: a}], mode: A}"), schema.completed(given));
    assertEquals(List.of("spec.extra", "spec.refs[0].more"), schema.unknown(given));
  }

  @Test
  void what_is_kept_without_a_schema_is_kept_with_all_that_is_below_it() {
    Tree open = Tree.object("type", "object", "x-kubernetes-preserve-unknown-fields", true);
    StructuralSchema schema =
        StructuralSchema.of(Tree.object("type", "object", "properties", Tree.object("spec", open)));
    Tree given = Yaml.read("spec: {trafficPolicy: {tls: {mode: DISABLE}}}");
    assertEquals(given, schema.completed(given));
    assertEquals(List.of(), schema.unknown(given));
  }

  @Test
  void each_limit_is_worded_as_the_api_server_does() {
    assertEquals(List.of("spec.host: Required value"), wrong("{}"));
    assertEquals(
        List.of("spec.mode: Unsupported value: \"C\": supported values: \"A\", \"B\""),
        wrong("{host: web, mode: C}"));
    assertEquals(
        List.of(
            "spec.host: Invalid value: \"integer\":"
                + " spec.host in body must be of type string: \"integer\""),
        wrong("{host: 1}"));
    assertEquals(
        List.of("spec.host: Invalid value: \"W-\": spec.host in body should match '^[a-z]+$'"),
        wrong("{host: W-}"));
    assertEquals(
        List.of("spec.host: Too long: may not be more than 5 bytes"), wrong("{host: abcdef}"));
    assertEquals(
        List.of(
            "spec.count: Invalid value: 4: spec.count in body should be less than or equal to 3"),
        wrong("{host: web, count: 4}"));
    assertEquals(
        List.of("spec.refs[1]: Duplicate value: {\"name\":\"a\"}"),
        wrong("{host: web, refs: [{name: a}, {name: a}]}"));
    assertEquals(List.of(), wrong("{host: web, port: 80}"));
  }

  @Test
  void rules_are_checked_and_those_about_a_change_only_for_changes() {
    assertEquals(
        List.of("spec: Invalid value: \"object\": not that one"), wrong("{host: bad, mode: A}"));
    List<FieldError> changed =
        StructuralSchema.of(SCHEMA)
            .errors(spec("{host: web, mode: A}"), spec("{host: web, mode: B}"));
    assertTrue(changed.get(0).message().endsWith("mode stays"));
  }

  @Test
  void a_rule_that_cannot_be_read_is_refused_with_the_definition() {
    Tree crd =
        Yaml.read(
            """
            metadata: {name: widgets.example.dev}
            spec:
              group: example.dev
              scope: Namespaced
              names: {plural: widgets, kind: Widget}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    x-kubernetes-validations: [{rule: "self.nosuch()"}]
            """);
    try (ObjectStore store = Housekeeping.newStore()) {
      ApiError refused =
          assertThrows(
              ApiError.class,
              () -> store.create("customresourcedefinitions.apiextensions.k8s.io", crd, "kubectl"));
      assertEquals(422, refused.code());
      assertTrue(refused.getMessage().contains("does not know the function nosuch()"));
    }
  }
}

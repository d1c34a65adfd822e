package dev.egresstls.lab.practice.store.fields;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import org.junit.jupiter.api.Test;

class PatchTest {
  private static final Tree POD =
      Yaml.read(
          """
          metadata: {labels: {a: b}, finalizers: [x, y]}
          spec: {containers: [{name: one, image: i}, {name: two, image: j}], tolerations: [{key: k}]}
          """);

  private static Tree strategic(String patch) {
    return StrategicPatch.apply(POD, Yaml.read(patch), BuiltInShape.of("Pod"));
  }

  @Test
  void a_strategic_patch_finds_list_items_by_their_key() {
    Tree after =
        strategic(
            "{spec: {containers: [{name: two, image: k}, {name: one, $patch: delete}, {name: three}]}}");
    assertEquals(Yaml.read("[{name: two, image: k}, {name: three}]"), after.at("spec.containers"));
  }

  @Test
  void a_strategic_patch_replaces_removes_and_unites() {
    assertEquals(
        Yaml.read("[{name: new}]"),
        strategic("{spec: {containers: [{$patch: replace}, {name: new}]}}").at("spec.containers"));
    assertEquals(
        Yaml.read("{}"), strategic("{metadata: {labels: {a: null}}}").at("metadata.labels"));
    assertEquals(
        Yaml.read("[x, y, z]"),
        strategic("{metadata: {finalizers: [z]}}").at("metadata.finalizers"));
    assertEquals(
        Yaml.read("[y]"),
        strategic("{metadata: {$deleteFromPrimitiveList/finalizers: [x]}}")
            .at("metadata.finalizers"));
    assertEquals(
        Yaml.read("[{key: l}]"),
        strategic("{spec: {tolerations: [{key: l}]}}").at("spec.tolerations"));
  }

  @Test
  void a_merge_patch_replaces_lists_and_drops_nulls() {
    Tree after =
        MergePatch.apply(
            Yaml.read("{a: [1], b: {c: 1, d: 2}}"), Yaml.read("{a: [2], b: {c: null}}"));
    assertEquals(Yaml.read("{a: [2], b: {d: 2}}"), after);
  }

  @Test
  void a_json_patch_does_its_six_operations() {
    Tree patch =
        Yaml.read(
            """
            - {op: test, path: /a/0, value: 1}
            - {op: add, path: /a/-, value: 2}
            - {op: replace, path: /b~1c, value: x}
            - {op: copy, from: /a, path: /d}
            - {op: move, from: /d/0, path: /e}
            - {op: remove, path: /a/0}
            """);
    Tree after = JsonPatch.apply(Yaml.read("{a: [1], b/c: y}"), patch);
    assertEquals(Yaml.read("{a: [2], b/c: x, d: [2], e: 1}"), after);
  }

  @Test
  void a_json_patch_at_a_place_that_is_not_there_is_refused() {
    Tree patch = Yaml.read("[{op: remove, path: /nosuch}]");
    assertEquals(422, assertThrows(ApiError.class, () -> JsonPatch.apply(POD, patch)).code());
  }
}

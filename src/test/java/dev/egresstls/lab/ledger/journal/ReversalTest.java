package dev.egresstls.lab.ledger.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a change did is undone field by field, also from what was written down of it. */
class ReversalTest {
  private static final String MESH =
      "# kept by the platform team\naccessLogFile: /dev/stdout\ndefaultConfig:\n  b: 1\n  a: 2\n";

  private static Tree yaml(String text) {
    return Yaml.read(text);
  }

  private static List<FieldChange> written(List<FieldChange> changes) {
    return Secrecy.of("", changes).value().stream()
        .map(change -> FieldChange.read(Json.read(Json.write(change.json()))))
        .toList();
  }

  @Test
  void any_change_of_any_object_is_undone_exactly() {
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      Tree before = Tree.object("spec", any(random, 4));
      Tree after = Tree.object("spec", any(random, 4));
      Reversal reversal = Reversal.of(after, written(Differences.of(before, after)));
      assertEquals(before, reversal.object(), () -> before + " -> " + after);
      assertEquals(List.of(), reversal.kept());
      Tree patched = JsonMergePatch.merged(before, JsonMergePatch.between(before, after));
      assertEquals(after, patched);
    }
  }

  private static Tree any(Random random, int depth) {
    int kind = depth == 0 ? random.nextInt(2) : random.nextInt(5);
    return switch (kind) {
      case 0 -> Tree.of(random.nextInt(3));
      case 1 -> Tree.of("text" + random.nextInt(3));
      case 2 -> Tree.of(List.of(any(random, 0), any(random, 0)));
      default -> {
        Tree object = Tree.object("k0", any(random, depth - 1));
        for (int i = 1; i < 4; i++) {
          object = random.nextBoolean() ? object.with("k" + i, any(random, depth - 1)) : object;
        }
        yield object;
      }
    };
  }

  @Test
  void one_variable_is_changed_and_no_other_value_is_written_down() {
    Tree before =
        yaml(
            """
            spec: {template: {spec: {containers: [
              {name: discovery, env: [{name: A, value: hunter2}, {name: FLAG, value: "true"}, {name: B, value: x}]},
              {name: other, env: [{name: C, value: s3cret}]}]}}}
            """);
    Tree after =
        yaml(
            """
            spec: {template: {spec: {containers: [
              {name: discovery, env: [{name: A, value: hunter2}, {name: B, value: x}]},
              {name: other, env: [{name: C, value: s3cret}]}]}}}
            """);
    List<FieldChange> written = written(Differences.of(before, after));
    assertEquals(1, written.size());
    assertEquals(
        "spec.template.spec.containers[discovery].env[FLAG]", written.get(0).path().text());
    assertFalse(written.get(0).json().toString().matches(".*(hunter2|s3cret).*"));
    assertEquals(before, Reversal.of(after, written).object(), "and it is back in its place");
  }

  @Test
  void one_value_of_the_mesh_is_changed_and_every_other_line_stays() {
    String set = YamlLines.set(MESH, List.of("outboundTrafficPolicy", "mode"), Tree.of("X"));
    assertEquals(MESH + "outboundTrafficPolicy:\n  mode: X\n", set);
    assertEquals(
        MESH.replace("  a: 2", "  a: 3"),
        YamlLines.set(MESH, List.of("defaultConfig", "a"), Tree.of(3)));
    Tree before = Tree.object("data", Tree.object("mesh", MESH));
    Tree after = Tree.object("data", Tree.object("mesh", set));
    List<FieldChange> written = written(Differences.of(before, after));
    assertEquals("data.mesh:outboundTrafficPolicy.mode", written.get(0).path().text());
    assertFalse(written.get(0).json().toString().contains("platform"));
    assertEquals(before, Reversal.of(after, written).object());
    Tree meanwhile = Tree.object("data", Tree.object("mesh", "new: 1\n" + set));
    assertEquals(
        "new: 1\n" + MESH, Reversal.of(meanwhile, written).object().at("data.mesh").text(""));
  }

  @Test
  void a_value_that_somebody_else_has_set_since_wins() {
    Tree before = yaml("spec: {hostname: a, port: 1}");
    Tree after = yaml("spec: {hostname: b, port: 2}");
    Tree now =
        yaml(
            """
            metadata: {managedFields: [{manager: kubectl-edit, fieldsV1: {"f:spec": {"f:hostname": {}}}}]}
            spec: {hostname: mine.example.org, port: 2}
            """);
    Reversal reversal = Reversal.of(now, Differences.of(before, after));
    assertEquals("mine.example.org", reversal.object().at("spec.hostname").text(""));
    assertEquals(1, reversal.object().at("spec.port").number(0));
    assertEquals(List.of("spec.hostname has been changed since by kubectl-edit"), reversal.kept());
  }

  @Test
  void what_may_be_secret_is_not_written_down() {
    Tree object =
        yaml(
            """
            kind: Deployment
            metadata:
              name: x
              annotations:
                token: s3cret
                kubectl.kubernetes.io/last-applied-configuration: '{"metadata":{"annotations":{"token":"s3cret"}}}'
            spec: {template: {spec: {containers: [{name: c, env: [{name: P, value: s3cret}, {name: F, value: "true"}]}]}}}
            """);
    Secrecy.Kept<Tree> kept = Secrecy.of(object);
    assertFalse(kept.value().toString().contains("s3cret"), kept.value().toString());
    assertEquals(3, kept.withheld().size(), kept.withheld().toString());
    Tree secret = yaml("{kind: Secret, metadata: {name: x}, data: {a: czNjcmV0}}");
    assertFalse(Secrecy.of(secret).value().toString().contains("czNjcmV0"));
    Tree repeats =
        yaml(
            """
            kind: Service
            metadata:
              name: x
              annotations:
                kubectl.kubernetes.io/last-applied-configuration: '{"kind":"Service","metadata":{"annotations":{},"name":"x"},"spec":{"a":1}}'
            spec: {a: 1, b: 2}
            """);
    assertEquals(repeats, Secrecy.of(repeats).value(), "it says nothing that is not there anyway");
    assertTrue(Secrecy.of(repeats).withheld().isEmpty());
  }

  @Test
  void only_a_value_marks_an_object_as_written_by_the_lab_and_not_one_that_undo_set_again() {
    String entry = "metadata: {managedFields: [{manager: %s, operation: Update, fieldsV1: %s}]}";
    String value = "{f:data: {f:a: {}}}";
    assertTrue(FieldOwners.marked(Yaml.read(entry.formatted("egresstls-lab", value))));
    assertTrue(!FieldOwners.marked(Yaml.read(entry.formatted("egresstls-lab-undo", value))));
    String map = "{f:metadata: {f:labels: {.: {}}}}";
    assertTrue(!FieldOwners.marked(Yaml.read(entry.formatted("egresstls-lab", map))));
  }
}

package dev.egresstls.lab.practice.store.fields;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Housekeeping;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.practice.store.Writing;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerSideApplyTest {
  private static final String WEB =
      """
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - {name: main, image: "m:1", env: [{name: A, value: "1"}], ports: [{containerPort: 80}]}
      """;

  private final ObjectStore store = Housekeeping.newStore();
  private final Served deployments = store.served("apps", "v1", "deployments").orElseThrow();

  @AfterEach
  void close() {
    store.close();
  }

  private Tree apply(String yaml, String manager, boolean force) {
    return store.apply(deployments, Yaml.read(yaml), Writing.by(manager), force);
  }

  @Test
  void two_managers_keep_their_own_items_of_one_list() {
    apply(WEB, "lab", false);
    String side =
        """
        metadata: {name: web}
        spec: {template: {spec: {containers: [{name: side, image: "s:1"}]}}}
        """;
    Tree both = apply(side, "mesh", false);
    assertEquals(2, both.at("spec.template.spec.containers").items().size());
    Tree again = apply(WEB, "lab", false);
    assertEquals(both, again, "the same again changes nothing");
    Tree without = apply("{metadata: {name: web}}", "mesh", false);
    assertEquals(1, without.at("spec.template.spec.containers").items().size());
  }

  @Test
  void what_is_no_longer_applied_goes_unless_somebody_else_owns_it_too() {
    apply(WEB, "lab", false);
    apply(
        WEB.replace(
            "{name: main, image: \"m:1\", env: [{name: A, value: \"1\"}]",
            "{name: main, image: \"m:1\""),
        "copy",
        false);
    Tree after = apply("{metadata: {name: web}}", "lab", false);
    Tree main = after.at("spec.template.spec.containers[0]");
    assertEquals("m:1", main.get("image").text(""), "copy owns the image too");
    assertTrue(main.get("env").isMissing(), "lab alone owned the variable");
  }

  @Test
  void an_annotation_that_is_no_longer_applied_goes_from_beside_a_null() {
    apply(WEB, "lab", false);
    String path = "spec.template.metadata.annotations.a";
    String annotated =
        "{metadata: {name: web}, spec: {template: {metadata: {annotations: {a: b}}}}}";
    Tree with = apply(annotated, "mark", false);
    assertTrue(with.at("spec.template.metadata").toString().contains("\"creationTimestamp\":null"));
    assertEquals("b", with.at(path).text(""));
    assertTrue(apply("{metadata: {name: web}}", "mark", false).at(path).isMissing());
  }

  @Test
  void an_edit_takes_a_field_from_its_applier_who_then_conflicts() {
    apply(WEB, "lab", false);
    store.modify(
        "deployments.apps",
        "default",
        "web",
        "kubectl-edit",
        live -> live.with("spec", live.get("spec").with("replicas", 3)));
    String two = WEB.replace("spec:\n  selector", "spec:\n  replicas: 2\n  selector");
    ApiError refused = assertThrows(ApiError.class, () -> apply(two, "lab", false));
    assertEquals(
        "Apply failed with 1 conflict: conflict with \"kubectl-edit\" using apps/v1: .spec.replicas",
        refused.getMessage());
    assertEquals(2, apply(two, "lab", true).at("spec.replicas").number(0));
  }

  @Test
  void several_conflicts_are_listed_by_manager() {
    apply(WEB, "lab", false);
    String other = WEB.replace("m:1", "m:2").replace("value: \"1\"", "value: \"2\"");
    ApiError refused = assertThrows(ApiError.class, () -> apply(other, "two", false));
    assertEquals(
        """
        Apply failed with 2 conflicts: conflicts with "lab":
        - .spec.template.spec.containers[name="main"].env[name="A"].value
        - .spec.template.spec.containers[name="main"].image""",
        refused.getMessage());
  }

  @Test
  void a_field_set_reads_what_it_writes() {
    Tree entry = apply(WEB, "lab", false).at("metadata.managedFields[0].fieldsV1");
    assertEquals(entry, FieldSet.read(entry).write());
    String ports = "f:spec.f:template.f:spec.f:containers";
    Tree main = entry.at(ports).get("k:{\"name\":\"main\"}");
    assertTrue(
        main.get("f:ports").fields().containsKey("k:{\"containerPort\":80,\"protocol\":\"TCP\"}"));
  }
}

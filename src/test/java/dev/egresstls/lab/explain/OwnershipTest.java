package dev.egresstls.lab.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.explain.context.Ownership;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose an object is, and what of it the lab therefore leaves. */
class OwnershipTest {
  private static final Lab LAB = TutorialLab.of("current");
  private static final Ownership SHARED =
      Ownership.of(LAB, Vars.of(LAB, Map.of("ns", "bob")), false);
  private static final Ownership ALONE = Ownership.of(LAB, Vars.of(LAB, Map.of("ns", "bob")), true);

  private static Tree object(String kind, String namespace, String name, String managedFields) {
    String in = namespace.isEmpty() ? "" : "namespace: " + namespace + ", ";
    return Yaml.read(
        "{apiVersion: v1, kind: %s, metadata: {%sname: %s, managedFields: [%s]}, spec: {a: 1}}"
            .formatted(kind, in, name, managedFields));
  }

  private static String by(String manager, String fields) {
    return "{manager: " + manager + ", fieldsV1: " + fields + "}";
  }

  private static final String LABS = by("egresstls-lab", "{f:spec: {f:a: {}}}");

  @Test
  void another_namespace_is_never_touched_whoever_made_the_object() {
    Tree neighbour = object("Service", "alice", "google-headless", LABS);
    for (Ownership rule : new Ownership[] {SHARED, ALONE}) {
      assertEquals(Optional.of("it is in namespace alice"), rule.refusesToDelete(neighbour));
      assertEquals(
          Optional.of("it is in namespace alice"),
          rule.refusesToChange(neighbour, Yaml.read("{spec: {a: 2}}")));
    }
    assertEquals(
        Optional.of("it is in namespace istio-system"),
        ALONE.refusesToDelete(object("Service", "istio-system", "google-headless", LABS)));
  }

  @Test
  void what_the_lab_did_not_make_is_left_and_its_managers_are_named() {
    Tree theirs = object("Service", "bob", "google-headless", by("platform-team", "{}"));
    String why = "the lab did not create it, and it is managed by platform-team";
    assertEquals(Optional.of(why), SHARED.refusesToDelete(theirs));
    assertEquals(Optional.of(why), ALONE.refusesToTouch(theirs));
    Tree unsaid = object("Service", "bob", "google-headless", "");
    assertEquals(
        Optional.of("the lab did not create it, and its owner is unknown"),
        SHARED.refusesToTouch(unsaid));
  }

  @Test
  void what_a_person_made_by_hand_is_the_learners_only_where_nobody_else_is() {
    Tree typed = object("Service", "bob", "google-headless", by("kubectl-create", "{}"));
    assertEquals(Optional.empty(), ALONE.refusesToDelete(typed));
    assertEquals(
        Optional.of("the lab did not create it, and it is managed by kubectl-create"),
        SHARED.refusesToDelete(typed));
    Tree other = object("Service", "bob", "another", by("kubectl-create", "{}"));
    assertEquals(
        Optional.of("the lab did not create it, and it is managed by kubectl-create"),
        ALONE.refusesToDelete(other));
  }

  @Test
  void of_the_labs_own_object_only_fields_of_others_are_left() {
    String both = LABS + ", " + by("argocd", "{f:spec: {f:b: {}}}");
    Tree shared = object("Service", "bob", "google-headless", both);
    assertEquals(Optional.empty(), SHARED.refusesToChange(shared, Yaml.read("{spec: {a: 2}}")));
    assertEquals(
        Optional.of("it is managed by argocd"),
        SHARED.refusesToChange(shared, Yaml.read("{spec: {b: 2}}")));
    assertEquals(Optional.of("it is managed by argocd"), SHARED.refusesToDelete(shared));
    String status = "{manager: argocd, subresource: status, fieldsV1: {f:spec: {f:a: {}}}}";
    assertEquals(
        Optional.empty(),
        SHARED.refusesToDelete(object("Service", "bob", "google-headless", LABS + "," + status)));
  }

  @Test
  void of_the_labs_namespace_a_label_that_somebody_set_is_left() {
    Tree label = Yaml.read("{metadata: {labels: {istio-injection: enabled}}}");
    String fields = "{f:metadata: {f:labels: {f:istio-injection: {}}}}";
    Tree plain = object("Namespace", "", "bob", by("kube-apiserver", "{}"));
    assertEquals(Optional.empty(), SHARED.refusesToChange(plain, label));
    Tree typed = object("Namespace", "", "bob", by("kubectl-label", fields));
    assertEquals(Optional.empty(), ALONE.refusesToChange(typed, label));
    assertEquals(
        Optional.of("it is managed by kubectl-label"), SHARED.refusesToChange(typed, label));
    Tree theirs = object("Namespace", "", "bob", by("flux", fields));
    assertEquals(Optional.of("it is managed by flux"), ALONE.refusesToChange(theirs, label));
    Tree other = object("Namespace", "", "alice", by("egresstls-lab", fields));
    assertEquals(
        Optional.of("it belongs to the whole cluster"), ALONE.refusesToChange(other, label));
  }

  @Test
  void an_istio_that_another_tool_installed_is_left() {
    Tree theirs = object("Deployment", "istio-system", "istiod", by("helm", "{f:spec: {f:a: {}}}"));
    assertEquals(
        Optional.of("the lab did not create it, and it is managed by helm"),
        ALONE.refusesToChange(theirs, Yaml.read("{spec: {a: 2}}")));
    Tree ours =
        object("Deployment", "istio-system", "istiod", by("istio-operator", "{f:spec: {f:a: {}}}"));
    assertEquals(Optional.empty(), SHARED.refusesToChange(ours, Yaml.read("{spec: {a: 2}}")));
  }
}

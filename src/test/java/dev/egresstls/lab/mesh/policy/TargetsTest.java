package dev.egresstls.lab.mesh.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What istiod says of the targets of the tutorial's policy after somebody changed it. */
class TargetsTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  private final Capture capture = Captures.one("1.29.1/tutorial");

  private Observation seen(String istio, UnaryOperator<Tree> change) {
    List<Tree> objects =
        capture.objects().stream()
            .map(o -> o.get("kind").text("").equals("BackendTLSPolicy") ? change.apply(o) : o)
            .toList();
    boolean old = istio.startsWith("1.27");
    return capture
        .observed(objects)
        .withIstio(IstioVersion.parse(istio).orElseThrow())
        .with(
            old
                ? new PolicyCrd("v1.3.0", "experimental", List.of("v1alpha3"))
                : new PolicyCrd("v1.5.1", "standard", List.of("v1")));
  }

  private static UnaryOperator<Tree> targets(Tree ref) {
    return policy ->
        policy.without("status").with("spec", policy.get("spec").with("targetRefs", List.of(ref)));
  }

  private static UnaryOperator<Tree> skip(String value) {
    Tree annotations = Tree.object(PolicyOutcome.SKIP, value);
    return policy ->
        policy.with("metadata", policy.get("metadata").with("annotations", annotations));
  }

  private PolicyOutcome only(String istio, UnaryOperator<Tree> change) {
    return Policies.judge(seen(istio, change)).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          1.30.3 | -                   | ConfigMap    | x               | -     | unsupported reference kind: ConfigMap
          1.30.3 | -                   | Secret       | x               | -     | unsupported reference kind: Secret
          1.30.3 | apps                | Service      | google-headless | -     | unsupported kind Service
          1.30.3 | apps                | Secret       | x               | -     | unsupported kind Secret
          1.30.3 | -                   | ServiceEntry | x               | -     | unsupported kind ServiceEntry
          1.30.3 | networking.istio.io | ServiceEntry | x               | -     | reference default/x (of kind ServiceEntry) not found
          1.27.9 | networking.istio.io | ServiceEntry | x               | -     | unsupported kind ServiceEntry
          1.30.3 | -                   | Service      | gone            | -     | reference default/gone (of kind Service) not found
          1.30.3 | -                   | Service      | google-headless | other | sectionName "other" does not exist in Service default/google-headless
          """)
  void what_is_wrong_with_a_target_is_told_in_istiods_words(
      String istio, String group, String kind, String name, String section, String said) {
    Tree whole = Tree.object("group", group == null ? "" : group, "kind", kind, "name", name);
    Tree ref = section == null ? whole : whole.with("sectionName", section);
    TargetOutcome target = only(istio, targets(ref)).targets().get(0);
    Condition accepted = target.condition("Accepted").orElseThrow();
    assertFalse(target.inForce());
    assertFalse(accepted.holds());
    assertEquals("TargetNotFound", accepted.reason());
    assertEquals("targetRefs invalid: " + said, accepted.message());
  }

  @Test
  void a_policy_for_a_port_that_is_there_counts_and_its_status_names_the_port() {
    Tree ref =
        Json.read(
            "{\"group\":\"\",\"kind\":\"Service\",\"name\":\"google-headless\","
                + "\"sectionName\":\"https\"}");
    PolicyOutcome outcome = only("1.30.3", targets(ref));
    assertTrue(outcome.targets().get(0).inForce());
    Tree ancestor = outcome.status(NOW).at("ancestors[0]");
    assertEquals(ref, ancestor.get("ancestorRef"));
    assertEquals("True", ancestor.at("conditions[0].status").text(""));
    assertEquals("istio.io/mesh-controller", ancestor.get("controllerName").text(""));
  }

  @ParameterizedTest
  @CsvSource({
    "1.30.0, true, Accepted",
    "1.30.1, true, IgnoredByIstio",
    "1.30.1, TRUE, IgnoredByIstio",
    "1.30.1, false, Accepted",
    "1.31.0, true, IgnoredByIstio"
  })
  void an_annotation_makes_istiod_leave_a_policy_alone_from_1_30_1_on(
      String istio, String value, String reason) {
    PolicyOutcome outcome = only(istio, skip(value));
    TargetOutcome target = outcome.targets().get(0);
    boolean ignored = !reason.equals("Accepted");
    assertEquals(ignored, outcome.skipped());
    assertEquals(!ignored, target.inForce());
    assertEquals(reason, target.conditions().get(0).reason());
    assertEquals("google-headless", target.name());
    assertEquals(reason, outcome.status(NOW).at("ancestors[0].conditions[0].reason").text(""));
  }

  @Test
  void conditions_of_others_stay_with_the_target_that_they_are_of() {
    Tree mark = Tree.object("type", "Audited", "status", "True");
    Tree elsewhere =
        Tree.object(
            "ancestorRef", Tree.object("group", "", "kind", "Service", "name", "other"),
            "conditions", List.of(Tree.object("type", "Stale", "status", "True")),
            "controllerName", "istio.io/mesh-controller");
    PolicyOutcome outcome =
        only(
            "1.30.3",
            policy -> {
              Tree mine = policy.at("status.ancestors[0]");
              Tree marked = mine.with("conditions", List.of(mine.at("conditions[0]"), mark));
              return policy.with("status", Tree.object("ancestors", List.of(elsewhere, marked)));
            });
    Tree ancestors = outcome.status(NOW).get("ancestors");
    assertEquals(1, ancestors.items().size());
    List<String> types =
        ancestors.at("[0].conditions").items().stream().map(c -> c.get("type").text("")).toList();
    assertEquals(List.of("Accepted", "Audited", "ResolvedRefs"), types);
  }

  @ParameterizedTest
  @CsvSource({
    "istio.io/gateway-controller, Service, google-headless, Accepted, false",
    "example.com/other, Service, google-headless, Accepted, true",
    "istio.io/gateway-controller, ServiceEntry, google-headless, Accepted, true",
    "istio.io/gateway-controller, Service, other, Accepted, true",
    "istio.io/gateway-controller, Service, google-headless, ResolvedRefs, true"
  })
  void an_istiod_that_looks_once_stays_with_what_it_said_of_this_very_target(
      String controller, String kind, String name, String type, boolean inForce) {
    PolicyOutcome outcome =
        only(
            "1.27.9",
            policy -> {
              Tree condition =
                  Tree.object(
                      "type",
                      type,
                      "reason",
                      "TargetNotFound",
                      "observedGeneration",
                      policy.at("metadata.generation").number(0));
              Tree ancestor =
                  Tree.object(
                      "ancestorRef", Tree.object("group", "", "kind", kind, "name", name),
                      "conditions", List.of(condition),
                      "controllerName", controller);
              return policy.with("status", Tree.object("ancestors", List.of(ancestor)));
            });
    assertEquals(inForce, outcome.targets().get(0).inForce());
  }

  @Test
  void the_reason_for_a_ca_of_an_unknown_name_is_told() {
    PolicyOutcome outcome =
        only(
            "1.30.3",
            policy ->
                policy.with(
                    "spec",
                    policy
                        .get("spec")
                        .with(
                            "validation",
                            Json.read(
                                "{\"hostname\":\"h\",\"wellKnownCACertificates\":\"Mine\"}"))));
    Condition accepted = outcome.targets().get(0).condition("Accepted").orElseThrow();
    assertFalse(accepted.holds());
    assertEquals("Invalid", accepted.reason());
    assertEquals("Unknown wellKnownCACertificates: Mine", accepted.message());
    assertTrue(outcome.targets().get(0).condition("ResolvedRefs").orElseThrow().holds());
  }
}

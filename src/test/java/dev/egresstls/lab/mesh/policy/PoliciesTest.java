package dev.egresstls.lab.mesh.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.istio.TrackMix.Ignored;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.PortProtocol;
import dev.egresstls.lab.mesh.rule.InForce;
import dev.egresstls.lab.mesh.rule.Originations;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  private static IstioVersion version(String text) {
    return IstioVersion.parse(text).orElseThrow();
  }

  private static List<Tree> with(Capture capture, String... json) {
    List<Tree> objects = new ArrayList<>(capture.objects());
    for (String text : json) {
      objects.add(Json.read(text));
    }
    return objects;
  }

  private static List<Tree> policies(Capture capture, UnaryOperator<Tree> change) {
    return capture.objects().stream()
        .map(o -> o.get("kind").text("").equals("BackendTLSPolicy") ? change.apply(o) : o)
        .toList();
  }

  private static InForce headless(Observation seen) {
    return towards(seen, "https", 443);
  }

  private static InForce towards(Observation seen, String port, int number) {
    MeshService service =
        MeshService.of(seen.find("Service", "default", "google-headless").orElseThrow());
    MeshService.Port to = new MeshService.Port(0, number, port, PortProtocol.TCP, true, 0);
    return new Originations(seen, "default", Tree.MISSING).of(service, to);
  }

  private static PolicyOutcome only(Observation seen) {
    return Policies.judge(seen).get(0);
  }

  @Test
  void without_istiod_nobody_reads_policies() {
    Observation seen = Observation.of(Captures.one("1.29.1/tutorial").objects(), Map.of());
    assertEquals(Optional.of(Ignored.NO_ISTIOD), only(seen).ignored());
    assertEquals(Optional.empty(), headless(seen).tls());
    assertTrue(headless(seen).because().text().contains("no istiod"));
  }

  @Test
  void a_policy_that_is_ignored_says_why() {
    Capture capture = Captures.one("1.29.1/tutorial");
    Observation seen = capture.observed();
    String old = headless(seen.withIstio(version("1.25.0"))).because().text();
    assertTrue(old.contains("does not know the kind"), old);
    Observation unserved =
        seen.withIstio(version("1.27.9")).with(new PolicyCrd("v1.5.1", "standard", List.of("v1")));
    assertTrue(headless(unserved).because().text().contains("not served"));
    assertEquals(
        capture.observed().all("BackendTLSPolicy").get(0).get("status"),
        only(unserved).status(NOW));
  }

  @Test
  void an_istiod_that_starts_anew_finds_the_service_that_came_late() {
    Capture capture = Captures.one("1.27.9/policy-before-service");
    assertEquals(Optional.empty(), headless(capture.observed()).tls());
    List<Tree> restarted =
        with(
            capture,
            "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"istiod-1\",\"namespace\":\"istio-system\","
                + "\"labels\":{\"app\":\"istiod\"}},\"status\":{\"containerStatuses\":[{\"state\":"
                + "{\"running\":{\"startedAt\":\"2026-11-23T21:30:00Z\"}}}]}}");
    Observation seen = Observation.of(restarted, Captures.DNS);
    seen = seen.withIstio(version("1.27.9")).withAlphaFlag(true);
    assertTrue(headless(seen).tls().isPresent());
    assertTrue(only(seen).targets().get(0).condition("Accepted").orElseThrow().holds());
  }

  @Test
  void a_policy_that_is_touched_finds_the_service_that_came_late() {
    Capture capture = Captures.one("1.27.9/policy-before-service");
    List<Tree> touched =
        policies(capture, p -> p.with("metadata", p.get("metadata").with("generation", 2)));
    assertTrue(headless(capture.observed(touched)).tls().isPresent());
  }

  @Test
  void a_condition_that_changes_gets_a_new_time_and_other_controllers_keep_theirs() {
    Capture capture = Captures.one("1.29.1/tutorial");
    Tree foreign = Tree.object("controllerName", "example.com/other");
    List<Tree> objects =
        policies(
                capture,
                p -> {
                  List<Tree> ancestors = new ArrayList<>(p.at("status.ancestors").items());
                  ancestors.add(foreign);
                  return p.with("status", Tree.object("ancestors", ancestors));
                })
            .stream()
            .filter(o -> !o.at("metadata.name").text("").equals("google-headless"))
            .toList();
    Tree status = only(capture.observed(objects)).status(NOW);
    Tree accepted = status.at("ancestors[0].conditions[0]");
    assertEquals("TargetNotFound", accepted.get("reason").text(""));
    assertEquals("2027-01-01T00:00:00Z", accepted.get("lastTransitionTime").text(""));
    Tree resolved = status.at("ancestors[0].conditions[1]");
    assertEquals("2026-11-23T20:35:15Z", resolved.get("lastTransitionTime").text(""));
    assertEquals(foreign, status.at("ancestors[1]"));
  }

  @Test
  void a_policy_for_one_port_counts_for_that_port_and_before_one_for_all() {
    Capture capture = Captures.one("1.29.1/two-policies");
    List<Tree> objects =
        policies(
            capture,
            p ->
                p.at("metadata.name").text("").equals("z-second")
                    ? p.with(
                        "spec",
                        p.get("spec")
                            .with(
                                "targetRefs",
                                List.of(p.at("spec.targetRefs[0]").with("sectionName", "https"))))
                    : p);
    Observation seen = capture.observed(objects).withIstio(version("1.30.3"));
    assertEquals("second.example", headless(seen).tls().orElseThrow().sni());
    assertTrue(Policies.judge(seen).get(1).targets().get(0).inForce());
    Observation old = seen.withIstio(version("1.27.9")).withAlphaFlag(true);
    Observation oldCrd = old.with(new PolicyCrd("v1.3.0", "experimental", List.of("v1alpha3")));
    assertEquals("www.google.com", headless(oldCrd).tls().orElseThrow().sni());
  }

  @Test
  void a_users_rule_beside_a_policy_wins_from_1_31_on() {
    Capture capture = Captures.one("1.29.1/tutorial");
    List<Tree> objects =
        with(
            capture,
            "{\"kind\":\"DestinationRule\",\"metadata\":{\"name\":\"mine\",\"namespace\":"
                + "\"default\"},\"spec\":{\"host\":\"google-headless\",\"trafficPolicy\":{"
                + "\"tls\":{\"mode\":\"DISABLE\"},\"portLevelSettings\":[{\"port\":{\"number\":443},"
                + "\"tls\":{\"mode\":\"SIMPLE\",\"sni\":\"mine.example\",\"caCertificates\":\"/c\","
                + "\"subjectAltNames\":[\"a\"]}}]}}}");
    Observation seen = capture.observed(objects);
    assertEquals("www.google.com", headless(seen).tls().orElseThrow().sni());
    InForce later = headless(seen.withIstio(version("1.31.0-rc.0")));
    assertEquals(new Tls("mine.example", "file-root:/c", List.of("a")), later.tls().orElseThrow());
    assertTrue(
        later.config().orElseThrow().endsWith("google-headless~istio-autogenerated-k8s-gateway"));
    InForce elsewhere = towards(seen.withIstio(version("1.31.0")), "other", 80);
    assertEquals(Optional.empty(), elsewhere.tls());
  }

  @Test
  void a_reference_that_is_no_config_map_resolves_to_nothing() {
    Capture capture = Captures.one("1.29.1/missing-ca");
    List<Tree> objects =
        policies(
            capture,
            p ->
                p.with(
                    "spec",
                    p.get("spec")
                        .with(
                            "validation",
                            Json.read(
                                "{\"hostname\":\"h\",\"caCertificateRefs\":[{\"group\":\"\","
                                    + "\"kind\":\"Secret\",\"name\":\"s\"}]}"))));
    Observation seen = capture.observed(objects);
    assertFalse(only(seen).targets().get(0).condition("ResolvedRefs").orElseThrow().holds());
    assertEquals(Optional.empty(), headless(seen).tls());
    assertTrue(headless(seen).config().isPresent());
  }

  @Test
  void v1alpha3_of_bundle_1_4_0_can_hold_no_status() {
    Capture capture = Captures.one("1.27.9/tutorial");
    Observation seen =
        capture
            .observed(policies(capture, p -> p.without("status")))
            .with(new PolicyCrd("v1.4.0", "experimental", List.of("v1", "v1alpha3")));
    assertTrue(headless(seen).tls().isPresent());
    assertTrue(only(seen).status(NOW).isMissing());
  }

  @Test
  void a_uri_may_be_asked_of_the_certificate() {
    Capture capture = Captures.one("1.29.1/wrong-san");
    List<Tree> objects =
        policies(
            capture,
            p ->
                p.with(
                    "spec",
                    p.get("spec")
                        .with(
                            "validation",
                            Json.read(
                                "{\"hostname\":\"h\",\"subjectAltNames\":[{\"type\":\"URI\","
                                    + "\"uri\":\"spiffe://a\"}]}"))));
    assertEquals(
        List.of("spiffe://a"), headless(capture.observed(objects)).tls().orElseThrow().sans());
  }
}

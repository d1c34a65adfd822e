package dev.egresstls.lab.mesh.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several DestinationRules counts for {@code google-headless} in {@code default}. */
class RuleBookTest {
  private static final String HOST = "google-headless.default.svc.cluster.local";
  private static final MeshService SERVICE =
      MeshService.of(
          Tree.object(
              "kind",
              "Service",
              "metadata",
              Tree.object("name", "google-headless", "namespace", "default"),
              "spec",
              Tree.object("clusterIP", "None")));

  private static Rule rule(
      String name, String namespace, String host, Set<String> to, Map<String, String> labels) {
    Optional<Map<String, String>> selector =
        labels.isEmpty() ? Optional.empty() : Optional.of(labels);
    TrafficPolicy traffic = new TrafficPolicy(Settings.NONE, Map.of());
    return new Rule(
        name,
        namespace,
        host,
        Instant.EPOCH,
        new Rule.Audience(to, selector),
        false,
        Optional.of(traffic),
        Map.of());
  }

  private static String found(List<Rule> rules, String client, Map<String, String> labels) {
    return new RuleBook(rules, Set.of("*"), false)
        .find(SERVICE, client, labels)
        .map(Rule::name)
        .orElse("none");
  }

  /** Rules as {@code name@namespace}, perhaps with {@code >to+to}. */
  private static List<Rule> rules(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String one : text.split(" ")) {
      String[] parts = one.split("[@>]");
      Set<String> to = parts.length > 2 ? Set.of(parts[2].split("\\+")) : Set.of();
      rules.add(rule(parts[0], parts[1], HOST, to, Map.of()));
    }
    return rules;
  }

  @ParameterizedTest
  @CsvSource({
    "default, a@default, a",
    "shop, a@shop b@default, a",
    "shop, a@shop>. b@default, a",
    "shop, a@shop>* b@default, a",
    "shop, a@shop>shop b@default, a",
    "shop, a@shop>bank b@default, b",
    "shop, a@bank, none",
    "shop, b@default, b",
    "shop, b@default>*, b",
    "shop, b@default>shop, b",
    "shop, b@default>shop+bank, b",
    "shop, b@default>., none",
    "shop, b@default>default, none",
    "shop, b@default>bank, none",
    "shop, b@default>. c@istio-system, c",
    "shop, b@default c@istio-system, b",
    "shop, c@istio-system, c",
    "shop, c@istio-system>., none",
    "istio-system, b@default c@istio-system, b",
    "istio-system, b@default c@istio-system>., c",
    "istio-system, b@default c@istio-system>istio-system, c",
    "istio-system, b@default c@istio-system>.+shop, b",
    "bank, a@default>shop b@default>bank, b",
    "shop, a@default>shop b@default>bank, a",
    "bank, a@default>shop b@default>shop+bank, none"
  })
  void the_clients_namespace_comes_first_then_the_services_then_the_root_namespace(
      String client, String rules, String expected) {
    assertEquals(expected, found(rules(rules), client, Map.of()));
  }

  @Test
  void a_mesh_that_exports_no_rules_by_default_keeps_them_at_home() {
    RuleBook kept = new RuleBook(rules("b@default"), Set.of("."), false);
    assertEquals(Optional.empty(), kept.find(SERVICE, "shop", Map.of()));
    assertEquals("b", kept.find(SERVICE, "default", Map.of()).orElseThrow().name());
    RuleBook root = new RuleBook(rules("b@default>* c@istio-system"), Set.of("."), false);
    assertEquals("c", root.find(SERVICE, "istio-system", Map.of()).orElseThrow().name());
  }

  @Test
  void the_full_name_counts_before_a_pattern_and_the_longer_pattern_before_a_shorter() {
    Rule all = rule("all", "default", "*", Set.of(), Map.of());
    Rule local = rule("local", "default", "*.cluster.local", Set.of(), Map.of());
    Rule beside = rule("beside", "default", "*.default.svc.cluster.local", Set.of(), Map.of());
    Rule other = rule("other", "default", "*.example.com", Set.of(), Map.of());
    Rule named = rule("named", "default", HOST, Set.of(), Map.of());
    assertEquals("named", found(List.of(all, named, beside), "default", Map.of()));
    assertEquals("beside", found(List.of(all, beside, local, other), "default", Map.of()));
    assertEquals("all", found(List.of(all, other), "default", Map.of()));
    assertEquals("none", found(List.of(other), "default", Map.of()));
  }

  @Test
  void a_rule_for_some_pods_counts_for_those_pods_alone() {
    Rule curl = rule("curl", "default", HOST, Set.of("."), Map.of("app", "curl"));
    Rule web = rule("web", "default", HOST, Set.of("."), Map.of("app", "web"));
    Rule rest = rule("rest", "default", HOST, Set.of("."), Map.of());
    List<Rule> all = List.of(rest, curl, web);
    assertEquals("curl", found(all, "default", Map.of("app", "curl", "tier", "x")));
    assertEquals("web", found(all, "default", Map.of("app", "web")));
    assertEquals("none", found(List.of(curl), "default", Map.of("app", "web")));
    assertEquals("none", found(List.of(curl), "default", Map.of()));
    Rule far = rule("far", "default", HOST, Set.of("*"), Map.of("app", "curl"));
    assertEquals("none", found(List.of(far), "shop", Map.of("app", "curl")));
  }
}

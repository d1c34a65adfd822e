package dev.egresstls.lab.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Expectation.Contains;
import dev.egresstls.lab.lab.Expectation.Matches;
import dev.egresstls.lab.lab.Expectation.OneOf;
import dev.egresstls.lab.lab.Expectation.Present;
import dev.egresstls.lab.lab.Expectation.VersionIn;
import dev.egresstls.lab.lab.Expectation.YamlOf;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest extends Judging {
  @Test
  void a_check_that_is_met_says_what_was_seen() {
    Verdict verdict = judge("a", is("None"), "{a: None}");
    assertEquals(Verdict.State.MET, verdict.state());
    assertEquals("seen None", verdict.says());
  }

  @Test
  void a_difference_names_path_expected_and_seen() {
    assertEquals(
        List.of("spec.clusterIP  expected None, found 10.96.12.4"),
        gaps("spec.clusterIP", is("None"), "{spec: {clusterIP: 10.96.12.4}}"));
    assertEquals(
        List.of("spec.clusterIP  expected None, found nothing"),
        gaps("spec.clusterIP", is("None"), "{spec: {}}"));
  }

  @Test
  void numbers_and_texts_are_told_apart_unless_a_name_was_filled_in() {
    assertTrue(judge("a", is(443), "{a: 443}").met());
    assertEquals(List.of("a  expected 443, found 443"), gaps("a", is("443"), "{a: 443}"));
    assertTrue(judge("a", is("${self.n}"), "{a: 3, n: 3}").met());
    assertEquals(List.of("a  expected 4, found 3"), gaps("a", is("${self.n}"), "{a: 3, n: 4}"));
  }

  @Test
  void an_object_is_compared_member_by_member() {
    Expectation https = with("name", is("https"), "port", is(443), "a.b/c", is("x"));
    assertEquals(
        List.of("p.port  expected 443, found 80", "p[a.b/c]  expected x, found nothing"),
        gaps("p", https, "{p: {name: https, port: 80}}"));
    assertEquals(
        List.of("p  expected {name: https, port: 443, a.b/c: x}, found nothing"),
        gaps("p", https, "{q: 1}"));
  }

  @Test
  void a_check_whose_value_could_not_be_found_out_is_unknown_and_says_why() {
    Problem silent = Problem.of(Problem.Kind.PRECONDITION, "DNS is silent");
    Check check = check("l", new Contains(List.of(Tree.of("${ips}"))));
    Verdict verdict =
        Judge.judge(check, Evidence.of("x", Yaml.read("{l: [1]}")), vars.without("ips", silent));
    assertEquals(Verdict.State.UNKNOWN, verdict.state());
    assertEquals("expected an answer, found DNS is silent", verdict.gaps().get(0).sentence());
  }

  @Test
  void nothing_is_null_missing_or_empty() {
    for (String yaml : List.of("{}", "{a: null}", "{a: []}", "{a: {}}")) {
      assertTrue(judge("a", new Present(false), yaml).met(), yaml);
      assertEquals(1, judge("a", new Present(true), yaml).gaps().size(), yaml);
    }
    for (String yaml : List.of("{a: ''}", "{a: 0}", "{a: false}", "{a: [1]}", "{a: {b: 1}}")) {
      assertTrue(judge("a", new Present(true), yaml).met(), yaml);
      assertEquals(1, judge("a", new Present(false), yaml).gaps().size(), yaml);
    }
  }

  @Test
  void what_should_be_there_or_should_not_is_told_as_such() {
    assertEquals(
        List.of("a  expected something, found nothing"), gaps("a", new Present(true), "{}"));
    assertEquals(List.of("a  expected nothing, found 1"), gaps("a", new Present(false), "{a: 1}"));
  }

  @Test
  void texts_versions_and_yaml_have_their_own_words() {
    assertEquals(
        List.of("a  expected text like [23]..., found 404"),
        gaps("a", new Matches("[23]..."), "{a: 404}"));
    assertTrue(judge("a", new Matches("[23].."), "{a: 204}").met());
    assertEquals(
        List.of("a  expected a version >=1.26 <1.28, found docker.io/istio/pilot:1.30.3"),
        gaps("a", new VersionIn("${istioRange}"), "{a: 'docker.io/istio/pilot:1.30.3'}"));
    assertTrue(judge("a", new OneOf(List.of(Tree.of(1), Tree.of("x"))), "{a: 1}").met());
    assertEquals(
        List.of("a  expected one of 1, x, found y"),
        gaps("a", new OneOf(List.of(Tree.of(1), Tree.of("x"))), "{a: y}"));
    assertTrue(judge("a", new OneOf(List.of(Tree.of(443))), "{a: '443'}").met());
    assertTrue(judge("a", new OneOf(List.of(Tree.of("443"))), "{a: 443}").met());
    Expectation log = new YamlOf(with("accessLogFile", is("/dev/stdout")));
    assertTrue(judge("a", log, "{a: 'accessLogFile: /dev/stdout'}").met());
    assertEquals(
        List.of("a.accessLogFile  expected /dev/stdout, found nothing"),
        gaps("a", log, "{a: 'x: 1'}"));
    String yaml = "a  expected YAML {accessLogFile: /dev/stdout}, found ";
    assertEquals(List.of(yaml + "text that is not YAML"), gaps("a", log, "{a: '{'}"));
    assertEquals(List.of(yaml + "nothing"), gaps("a", log, "{}"));
  }

  @Test
  void a_missing_object_is_one_gap() {
    Verdict verdict =
        Judge.judge(check("a", is(1)), Evidence.nothing("Service default/x", ""), vars);
    assertEquals(
        List.of(new Gap("Service default/x", "", "to exist", "nothing", Optional.empty())),
        verdict.gaps());
  }

  @Test
  void what_could_not_be_looked_at_is_unknown_and_not_red() {
    Problem denied = Problem.of(Problem.Kind.DENIED, "you may not list services").because("RBAC");
    Verdict verdict = Judge.judge(check("a", is(1)), Evidence.unknown("Service", denied), vars);
    assertEquals(Verdict.State.UNKNOWN, verdict.state());
    assertEquals("you may not list services: RBAC", verdict.gaps().get(0).saw());
  }

  @Test
  void what_the_probe_itself_found_counts() {
    Gap gap = new Gap("way", "cluster", "as predicted x", "y", Optional.empty());
    Evidence evidence = Evidence.of("x", Yaml.read("{a: 1}")).fact("curl", "0").gaps(List.of(gap));
    Verdict verdict = Judge.judge(check("a", is(1)), evidence, vars);
    assertEquals(List.of(gap), verdict.gaps());
    assertEquals("curl", verdict.facts().get(0).label());
  }

  @Test
  void who_owns_the_field_counts_before_who_wrote_in_the_same_second() {
    String object =
        """
        spec: {clusterIP: 10.0.0.1, type: x}
        metadata:
          managedFields:
          - {manager: egresstls-lab, time: '2026-11-23T20:00:00Z', fieldsV1: {'f:spec': {'f:type': {}}}}
          - {manager: kubectl-edit, time: '2026-11-23T20:00:00Z', fieldsV1: {'f:spec': {'f:clusterIP': {}}}}
        """;
    assertEquals(
        Optional.of("kubectl-edit at 2026-11-23T20:00:00Z"),
        judge("spec.clusterIP", is("None"), object).gaps().get(0).changedBy());
    assertEquals(Optional.empty(), judge("spec.type", is("y"), object).gaps().get(0).changedBy());
  }

  @Test
  void a_gap_names_who_wrote_that_part_last() {
    String object =
        """
        spec: {clusterIP: 10.0.0.1}
        status: {ready: false}
        metadata:
          managedFields:
          - {manager: egresstls-lab, time: '2026-11-23T20:00:00Z'}
          - {manager: kubectl-edit, time: '2026-11-23T21:00:00Z'}
          - {manager: istiod, subresource: status, time: '2026-11-23T22:00:00Z'}
        """;
    assertEquals(
        Optional.of("kubectl-edit at 2026-11-23T21:00:00Z"),
        judge("spec.clusterIP", is("None"), object).gaps().get(0).changedBy());
    assertEquals(
        Optional.of("istiod at 2026-11-23T22:00:00Z"),
        judge("status.ready", is(true), object).gaps().get(0).changedBy());
  }

  @Test
  void what_cannot_be_compared_is_unknown_and_says_why() {
    Check check =
        new Check(
            "c",
            "",
            new Probe.PodState("default", "curl"),
            Map.of("a", new VersionIn("about 1.27")),
            Duration.ZERO);
    Verdict verdict = Judge.judge(check, Evidence.of("x", Yaml.read("{a: 1.27.9}")), vars);
    assertEquals(Verdict.State.UNKNOWN, verdict.state());
    assertTrue(verdict.gaps().get(0).saw().contains("about"), verdict.gaps().toString());
  }
}

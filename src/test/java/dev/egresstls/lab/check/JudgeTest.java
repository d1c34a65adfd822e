package dev.egresstls.lab.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Expectation.Any;
import dev.egresstls.lab.lab.Expectation.Contains;
import dev.egresstls.lab.lab.Expectation.Each;
import dev.egresstls.lab.lab.Expectation.Equal;
import dev.egresstls.lab.lab.Expectation.Exact;
import dev.egresstls.lab.lab.Expectation.Matches;
import dev.egresstls.lab.lab.Expectation.ObjectWith;
import dev.egresstls.lab.lab.Expectation.OneOf;
import dev.egresstls.lab.lab.Expectation.Present;
import dev.egresstls.lab.lab.Expectation.VersionIn;
import dev.egresstls.lab.lab.Expectation.YamlOf;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Probe SOMEWHERE = new Probe.PodState("default", "curl");

  private final Vars vars = Vars.of(TutorialLab.of("as-written"), Map.of());

  private static Check check(String path, Expectation expectation) {
    return new Check("c", "seen ${self.a}", SOMEWHERE, Map.of(path, expectation), Duration.ZERO);
  }

  private Verdict judge(String path, Expectation expectation, String yaml) {
    Evidence evidence = Evidence.of("Thing x", Yaml.read(yaml));
    return Judge.judge(check(path, expectation), evidence, vars);
  }

  private List<String> gaps(String path, Expectation expectation, String yaml) {
    return judge(path, expectation, yaml).gaps().stream().map(Gap::sentence).toList();
  }

  private static Equal is(Object value) {
    return new Equal(Tree.of(value));
  }

  private static ObjectWith with(Object... namesAndExpectations) {
    Map<String, Expectation> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndExpectations.length; i += 2) {
      members.put((String) namesAndExpectations[i], (Expectation) namesAndExpectations[i + 1]);
    }
    return new ObjectWith(members);
  }

  @Test
  void a_check_that_is_met_says_what_was_seen() {
    Verdict verdict = judge("a", is("None"), "{a: None}");
    assertEquals(Verdict.State.MET, verdict.state());
    assertEquals("seen None", verdict.says());
  }

  @Test
  void a_difference_names_path_expected_and_seen() {
    assertEquals(
        List.of("spec.clusterIP  expected None, saw 10.96.12.4"),
        gaps("spec.clusterIP", is("None"), "{spec: {clusterIP: 10.96.12.4}}"));
    assertEquals(
        List.of("spec.clusterIP  expected None, saw nothing"),
        gaps("spec.clusterIP", is("None"), "{spec: {}}"));
  }

  @Test
  void numbers_and_texts_are_told_apart_unless_a_name_was_filled_in() {
    assertTrue(judge("a", is(443), "{a: 443}").met());
    assertEquals(List.of("a  expected 443, saw 443"), gaps("a", is("443"), "{a: 443}"));
    assertTrue(judge("a", is("${self.n}"), "{a: 3, n: 3}").met());
    assertEquals(List.of("a  expected 4, saw 3"), gaps("a", is("${self.n}"), "{a: 3, n: 4}"));
  }

  @Test
  void an_object_is_compared_member_by_member() {
    Expectation https = with("name", is("https"), "port", is(443), "a.b/c", is("x"));
    assertEquals(
        List.of("p.port  expected 443, saw 80", "p[a.b/c]  expected x, saw nothing"),
        gaps("p", https, "{p: {name: https, port: 80}}"));
    assertEquals(
        List.of("p  expected {name: https, port: 443, a.b/c: x}, saw nothing"),
        gaps("p", https, "{q: 1}"));
  }

  @Test
  void any_reports_the_item_that_was_meant() {
    Expectation ready = new Any(with("type", is("Ready"), "status", is("True")));
    assertEquals(
        List.of("c[1].status  expected True, saw False"),
        gaps("c", ready, "{c: [{type: A, status: 'True'}, {type: Ready, status: 'False'}]}"));
  }

  @Test
  void any_reports_the_nearest_if_none_was_meant() {
    Expectation ready = new Any(with("type", is("Ready"), "status", is("True")));
    assertEquals(
        List.of(
            "c  expected an item {type: Ready, status: True}, saw none; nearest is [1] "
                + "{type: B, status: True}"),
        gaps("c", ready, "{c: [{type: A, status: 'False'}, {type: B, status: 'True'}]}"));
    assertEquals(
        List.of("c  expected an item {type: Ready, status: True}, saw nothing"),
        gaps("c", ready, "{c: []}"));
  }

  @Test
  void each_reports_every_item_and_is_not_met_by_none() {
    Each each = new Each(is("a"));
    assertEquals(
        List.of("l[0]  expected a, saw x", "l[2]  expected a, saw y"),
        gaps("l", each, "{l: [x, a, y]}"));
    assertEquals(List.of("l  expected only items a, saw nothing"), gaps("l", each, "{l: []}"));
  }

  @Test
  void contains_takes_all_items_of_a_list_variable() {
    Vars ips = vars.with("ips", List.of("10.0.0.1", "10.0.0.2"));
    Check check = check("l", new Contains(List.of(Tree.of("${ips}"))));
    Evidence one = Evidence.of("x", Yaml.read("{l: [10.0.0.1]}"));
    assertEquals(
        "l  expected 10.0.0.1, 10.0.0.2, saw 10.0.0.1",
        Judge.judge(check, one, ips).gaps().get(0).sentence());
    Evidence more = Evidence.of("x", Yaml.read("{l: [10.0.0.3, 10.0.0.2, 10.0.0.1]}"));
    assertTrue(Judge.judge(check, more, ips).met());
    Evidence same = Evidence.of("x", Yaml.read("{l: []}"));
    assertEquals(
        Verdict.State.UNMET, Judge.judge(check, same, vars.with("ips", List.of())).state());
  }

  @Test
  void a_check_whose_value_could_not_be_found_out_is_unknown_and_says_why() {
    Problem silent = Problem.of(Problem.Kind.PRECONDITION, "DNS is silent");
    Check check = check("l", new Contains(List.of(Tree.of("${ips}"))));
    Verdict verdict =
        Judge.judge(check, Evidence.of("x", Yaml.read("{l: [1]}")), vars.without("ips", silent));
    assertEquals(Verdict.State.UNKNOWN, verdict.state());
    assertEquals("expected an answer, saw DNS is silent", verdict.gaps().get(0).sentence());
  }

  @Test
  void exact_allows_any_order_and_nothing_else() {
    Exact exact = new Exact(List.of(Tree.of("a"), Tree.of("b")));
    assertTrue(judge("l", exact, "{l: [b, a]}").met());
    assertEquals(List.of("l  expected just a, b, saw a, b, b"), gaps("l", exact, "{l: [a, b, b]}"));
    assertEquals(List.of("l  expected just a, b, saw a, a"), gaps("l", exact, "{l: [a, a]}"));
    assertEquals(
        List.of("l  expected nothing, saw a"), gaps("l", new Exact(List.of()), "{l: [a]}"));
    assertEquals(Verdict.State.UNMET, judge("l", new Exact(List.of()), "{}").state());
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
  void texts_versions_and_yaml_have_their_own_words() {
    assertEquals(
        List.of("a  expected a text like [23]..., saw 404"),
        gaps("a", new Matches("[23]..."), "{a: 404}"));
    assertEquals(
        List.of("a  expected a version >=1.26 <1.28, saw docker.io/istio/pilot:1.30.3"),
        gaps("a", new VersionIn("${istioRange}"), "{a: 'docker.io/istio/pilot:1.30.3'}"));
    assertTrue(judge("a", new OneOf(List.of(Tree.of(1), Tree.of("x"))), "{a: 1}").met());
    assertEquals(
        List.of("a  expected one of 1, x, saw y"),
        gaps("a", new OneOf(List.of(Tree.of(1), Tree.of("x"))), "{a: y}"));
    Expectation log = new YamlOf(with("accessLogFile", is("/dev/stdout")));
    assertTrue(judge("a", log, "{a: 'accessLogFile: /dev/stdout'}").met());
    assertEquals(
        List.of("a.accessLogFile  expected /dev/stdout, saw nothing"),
        gaps("a", log, "{a: 'x: 1'}"));
    assertEquals(1, gaps("a", log, "{a: '{'}").size());
    assertEquals(1, gaps("a", log, "{}").size());
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
  void a_value_always_meets_the_expectation_that_was_made_of_it() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      Tree value = value(random, 3);
      Verdict verdict =
          Judge.judge(
              check("a", expecting(value, random)),
              Evidence.of("x", Tree.object("a", value)),
              vars);
      assertTrue(verdict.met(), value + ": " + verdict.gaps());
    }
  }

  @Test
  void a_value_that_was_changed_anywhere_is_always_found_with_its_path() {
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      Tree value = Tree.object("k", value(random, 2), "z", "good");
      Tree changed = value.with("z", "bad");
      List<Gap> gaps =
          Judge.judge(
                  check("a", expecting(value, random)),
                  Evidence.of("x", Tree.object("a", changed)),
                  vars)
              .gaps();
      assertEquals(List.of("a.z"), gaps.stream().map(Gap::path).toList());
    }
  }

  private static Expectation expecting(Tree value, Random random) {
    if (value.isObject() && !value.fields().isEmpty()) {
      Map<String, Expectation> members = new LinkedHashMap<>();
      value.fields().forEach((name, item) -> members.put(name, expecting(item, random)));
      return new ObjectWith(members);
    }
    if (value.isList() && !value.items().isEmpty()) {
      int one = random.nextInt(value.items().size());
      return switch (random.nextInt(3)) {
        case 0 -> new Any(expecting(value.get(one), random));
        case 1 -> new Exact(value.items());
        default -> new Contains(value.items().subList(0, one + 1));
      };
    }
    return new Equal(value);
  }

  private static Tree value(Random random, int depth) {
    int size = random.nextInt(4);
    switch (random.nextInt(depth > 0 ? 5 : 3)) {
      case 0:
        return Tree.of(random.nextInt(9));
      case 1:
        return Tree.of("t" + random.nextInt(9));
      case 2:
        return Tree.of(random.nextBoolean());
      case 3:
        List<Tree> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          items.add(value(random, depth - 1));
        }
        return Tree.of(items);
      default:
        Map<String, Tree> members = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
          members.put("m" + i, value(random, depth - 1));
        }
        return Tree.of(members);
    }
  }
}

package dev.egresstls.lab.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarsTest {
  private final Lab lab = TutorialLab.of("as-written");
  private final Vars vars = Vars.of(lab, Map.of());

  private static Problem problem(org.junit.jupiter.api.function.Executable what) {
    return assertThrows(LabFailure.class, what).problem();
  }

  @Test
  void the_users_value_wins_over_the_labs_and_a_found_one_over_both() {
    assertEquals("www.google.com in default", vars.fill("${host} in ${ns}"));
    Vars given = Vars.of(lab, Map.of("host", "example.org", "istioVersion", "1.27.8"));
    assertEquals("example.org 1.27.8", given.fill("${host} ${istioVersion}"));
    assertEquals("other", given.with("host", List.of("other")).fill("${host}"));
  }

  @Test
  void the_tracks_range_is_a_value_too() {
    assertEquals(">=1.26 <1.28", vars.fill("${istioRange}"));
    assertEquals(Optional.of("v1.3.0"), vars.text("gatewayApi"));
    assertTrue(vars.all().containsKey("ns"));
  }

  @ParameterizedTest
  @CsvSource({
    "ns, Default, a namespace has",
    "ns, a.b, a namespace has",
    "host, exa_mple.org, a host name has",
    "host, -a.org, a host name has",
    "hots, x, ''"
  })
  void a_value_that_will_not_do_is_refused_before_anything_is_done(
      String name, String value, String because) {
    Problem problem = problem(() -> Vars.of(lab, Map.of(name, value)));
    assertEquals(Problem.Kind.USAGE, problem.kind());
    assertTrue(problem.because().orElse("").startsWith(because), problem.toString());
  }

  @Test
  void an_unknown_name_is_answered_with_the_nearest() {
    Problem problem = problem(() -> Vars.of(lab, Map.of("hots", "x")));
    assertEquals("the lab has no variable hots; did you mean host?", problem.what());
  }

  @Test
  void texts_cannot_smuggle_control_characters() {
    Problem problem = problem(() -> Vars.of(lab, Map.of("istioVersion", "1\u001b[2J")));
    assertEquals(Optional.of("it must not contain control characters"), problem.because());
  }

  @Test
  void a_name_without_a_value_says_why_it_has_none() {
    assertEquals("${ips} has no value yet", problem(() -> vars.fill("${ips}")).what());
    Problem why = Problem.of(Problem.Kind.PRECONDITION, "DNS is silent");
    Vars without = vars.with("ips", List.of("1")).without("ips", why);
    assertEquals(why, problem(() -> without.fill("${ips}")));
    assertEquals("<ips> of www.google.com", without.show("${ips} of ${host}"));
    assertFalse(without.has("ips"));
  }

  @Test
  void a_list_is_joined_in_a_text_and_spread_in_a_list() {
    Vars with = vars.with("ips", List.of("10.0.0.1", "10.0.0.2"));
    assertEquals("10.0.0.1, 10.0.0.2!", with.fill("${ips}!"));
    Tree template = Tree.object("addresses", List.of("${ips}", "${ns}", 443));
    Tree filled = with.fill(template, Tree.MISSING);
    assertEquals(
        List.of("10.0.0.1", "10.0.0.2", "default", "443"), filled.get("addresses").texts());
  }

  @Test
  void self_reads_what_was_seen() {
    Tree seen = Tree.object("metadata", Tree.object("generation", 3), "items", List.of("a", "b"));
    assertEquals("3: a, b", vars.fill("${self.metadata.generation}: ${self.items}", seen));
    assertEquals("nothing", vars.fill("${self.spec}", seen));
  }

  @Test
  void a_value_is_put_in_as_it_is() {
    Vars odd = vars.with("x", List.of("$1 \\ ${ns}"));
    assertEquals("[$1 \\ ${ns}]", odd.fill("[${x}]"));
    assertEquals("$IPS $(dig) ${ }", odd.fill("$IPS $(dig) ${ }"));
  }
}

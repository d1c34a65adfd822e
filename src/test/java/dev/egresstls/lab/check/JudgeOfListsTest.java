package dev.egresstls.lab.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Expectation.Any;
import dev.egresstls.lab.lab.Expectation.Contains;
import dev.egresstls.lab.lab.Expectation.Each;
import dev.egresstls.lab.lab.Expectation.Equal;
import dev.egresstls.lab.lab.Expectation.Exact;
import dev.egresstls.lab.lab.Expectation.ObjectWith;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How lists match, and laws that hold for any value. */
class JudgeOfListsTest extends Judging {
  @Test
  void any_reports_the_item_that_was_meant() {
    Expectation ready = new Any(with("type", is("Ready"), "status", is("True")));
    assertEquals(
        List.of("c[1].status  expected True, found False"),
        gaps("c", ready, "{c: [{type: A, status: 'True'}, {type: Ready, status: 'False'}]}"));
  }

  @Test
  void any_reports_the_nearest_if_none_was_meant() {
    Expectation ready = new Any(with("type", is("Ready"), "status", is("True")));
    assertEquals(
        List.of(
            "c  expected an item {type: Ready, status: True}, found none; the nearest is "
                + "[1] {type: B, status: True}"),
        gaps("c", ready, "{c: [{type: A, status: 'False'}, {type: B, status: 'True'}]}"));
    assertEquals(
        List.of("c  expected an item {type: Ready, status: True}, found nothing"),
        gaps("c", ready, "{c: []}"));
    assertEquals(
        List.of("c  expected an item x, found none; the nearest is [0] y"),
        gaps("c", new Any(is("x")), "{c: [y, z]}"));
  }

  @Test
  void each_reports_every_item_and_is_not_met_by_none() {
    Each each = new Each(is("a"));
    assertEquals(
        List.of("l[0]  expected a, found x", "l[2]  expected a, found y"),
        gaps("l", each, "{l: [x, a, y]}"));
    assertEquals(List.of("l  expected only items a, found nothing"), gaps("l", each, "{l: []}"));
  }

  @Test
  void contains_takes_all_items_of_a_list_variable() {
    Vars ips = vars.with("ips", List.of("10.0.0.1", "10.0.0.2"));
    Check check = check("l", new Contains(List.of(Tree.of("${ips}"))));
    Evidence one = Evidence.of("x", Yaml.read("{l: [10.0.0.1]}"));
    assertEquals(
        "l  expected 10.0.0.1, 10.0.0.2, found 10.0.0.1",
        Judge.judge(check, one, ips).gaps().get(0).sentence());
    Evidence more = Evidence.of("x", Yaml.read("{l: [10.0.0.3, 10.0.0.2, 10.0.0.1]}"));
    assertTrue(Judge.judge(check, more, ips).met());
    Evidence same = Evidence.of("x", Yaml.read("{l: []}"));
    assertEquals(
        Verdict.State.UNMET, Judge.judge(check, same, vars.with("ips", List.of())).state());
  }

  @Test
  void exact_allows_any_order_and_nothing_else() {
    Exact exact = new Exact(List.of(Tree.of("a"), Tree.of("b")));
    assertTrue(judge("l", exact, "{l: [b, a]}").met());
    assertEquals(
        List.of("l  expected just a, b, found a, b, b"), gaps("l", exact, "{l: [a, b, b]}"));
    assertEquals(List.of("l  expected just a, b, found a, a"), gaps("l", exact, "{l: [a, a]}"));
    assertEquals(
        List.of("l  expected nothing, found a"), gaps("l", new Exact(List.of()), "{l: [a]}"));
    assertEquals(Verdict.State.UNMET, judge("l", new Exact(List.of()), "{}").state());
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

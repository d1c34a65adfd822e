package dev.egresstls.lab.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameFilterTest {
  private final NameFilter filter =
      NameFilter.of(List.of("outbound|443||a.b", "*_443", "configmap://*"));

  @Test
  void the_regex_can_stand_in_a_url_and_lets_through_all_that_is_wanted() {
    assertEquals(".*_443|configmap://.*|outbound.443..a.b", filter.regex());
    for (String name : List.of("outbound|443||a.b", "::_443", "configmap://x/y-cacert")) {
      assertTrue(name.matches(filter.regex()) && filter.wants(name), name);
    }
  }

  @Test
  void what_the_regex_lets_through_too_much_is_not_wanted() {
    assertTrue("outbound_443__axb".matches(filter.regex()));
    assertFalse(filter.wants("outbound_443__axb"));
    assertFalse(filter.wants("1.2.3.4_4431"));
  }
}

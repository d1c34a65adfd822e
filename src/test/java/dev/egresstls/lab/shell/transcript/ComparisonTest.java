package dev.egresstls.lab.shell.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void what_varies_is_matched_by_its_pattern_and_nothing_else() {
    assertTrue(Patterns.matches("  ✓ 1 cluster  {{time}}", "  ✓ 1 cluster         12.4 s"));
    assertFalse(Patterns.matches("  ✓ 1 cluster  {{time}}", "  ✓ 1 cluster         soon"));
    assertTrue(Patterns.matches("pod {{name}} Ready", "pod curl-5d-x8k Ready"));
    assertFalse(Patterns.matches("pod {{name}} Ready", "pod curl x Ready"));
    assertFalse(Patterns.matches("a.c", "abc"));
  }

  @Test
  void an_elision_skips_lines_but_keeps_the_order() {
    List<String> shown = List.of("a", "b", "c", "d");
    assertEquals(Optional.empty(), Comparison.of(List.of("a", "...", "d"), shown));
    assertTrue(Comparison.of(List.of("a", "...", "c", "b"), shown).isPresent());
    assertTrue(Comparison.of(List.of("a", "b"), shown).isPresent());
  }

  @Test
  void a_difference_names_the_expected_line_and_what_was_shown() {
    String difference = Comparison.of(List.of("a", "x"), List.of("a", "b")).orElseThrow();
    assertTrue(difference.endsWith("  a\n- x\n+ b"), difference);
  }
}

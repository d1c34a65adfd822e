package dev.egresstls.lab.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhatIfValuesTest {
  @Test
  void a_what_if_that_sends_nothing_is_refused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new WhatIf(
                    "idle",
                    "Nothing",
                    Requires.NOTHING,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    false,
                    ""));
    assertEquals("a what-if that sends nothing shows nothing: idle", refusal.getMessage());
  }

  @Test
  void a_request_of_which_nothing_is_expected_is_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Attempt("", List.of("curl"), Optional.empty(), Optional.empty(), Map.of()));
  }

  @Test
  void a_question_has_two_options_at_least_and_its_answer_is_one_of_them() {
    List<String> two = List.of("it fails", "it works");
    assertEquals("it works", new PredictionQuestion("?", two, 2, Optional.empty()).right());
    for (int answer : List.of(0, 3)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new PredictionQuestion("?", two, answer, Optional.empty()));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new PredictionQuestion("?", List.of("only"), 1, Optional.empty()));
  }
}

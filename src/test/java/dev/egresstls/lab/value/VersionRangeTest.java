package dev.egresstls.lab.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {
  @ParameterizedTest
  @CsvSource({
    "1.27.9, true",
    "1.26, true",
    "v1.26.0, true",
    "docker.io/istio/pilot:1.27.9-distroless, true",
    "registry:5000/pilot:1.27.0@sha256:00ff, true",
    "1.28.0, false",
    "1.28.0-rc.1, false",
    "1.25.99, false",
    "1.9.0, false",
    "registry:5000/pilot, false",
    "latest, false",
    "'', false"
  })
  void a_version_is_within_its_bounds(String version, boolean within) {
    assertEquals(within, VersionRange.of(">=1.26 <1.28").contains(version));
  }

  @ParameterizedTest
  @CsvSource({
    "=1.2.3, 1.2.3, true",
    ">1.2, 1.2.0, false",
    "<=1.2, 1.2.0, true",
    "<1.2, 1.2, false"
  })
  void every_operator_counts(String range, String version, boolean within) {
    assertEquals(within, VersionRange.of(range).contains(version));
  }

  @Test
  void what_is_no_range_says_which_bound_is_wrong() {
    for (String text : List.of("1.26", ">=", "", ">=1.26 and <2", ">=1.x")) {
      String said =
          assertThrows(IllegalArgumentException.class, () -> VersionRange.of(text)).getMessage();
      assertTrue(said.contains("bound"), said);
    }
  }

  @Test
  void versions_are_shown_by_their_numbers() {
    assertEquals(Optional.of("1.27.0"), Version.of("v1.27-alpha").map(Version::toString));
    assertEquals(">=1.26 <1.28", VersionRange.of(" >=1.26 <1.28 ").toString());
  }

  @Test
  void a_slip_of_the_pen_is_recognised_and_another_word_is_not() {
    List<String> known = List.of("title", "prose", "check");
    assertEquals("; did you mean title?", Spelling.hint("titel", known));
    assertEquals("; did you mean check?", Spelling.hint("Checks", known));
    assertEquals("", Spelling.hint("undo", known));
  }
}

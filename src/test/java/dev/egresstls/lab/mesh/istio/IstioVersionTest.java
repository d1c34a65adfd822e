package dev.egresstls.lab.mesh.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IstioVersionTest {
  private static IstioVersion version(String text) {
    return IstioVersion.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "1.27.9, 1.27.9",
    "v1.30.3, 1.30.3",
    "1.28, 1.28.0",
    "1.31.0-eed52ebb, 1.31.0-eed52ebb",
    "1.31.0-rc.0, 1.31.0-rc.0"
  })
  void a_version_is_read(String text, String shown) {
    assertEquals(shown, version(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "1", "1.x.3", "99999999999.1.1", "1.2.3.4"})
  void anything_else_is_no_version(String text) {
    assertEquals(Optional.empty(), IstioVersion.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "docker.io/istio/pilot:1.27.9, 1.27.9",
    "localhost:5000/istio/pilot:1.29.1-distroless, 1.29.1-distroless",
    "hub/istio/pilot:1.30.3@sha256:98f8, 1.30.3"
  })
  void the_tag_of_an_image_is_its_version(String image, String shown) {
    assertEquals(shown, IstioVersion.ofImage(image).orElseThrow().toString());
  }

  @Test
  void an_image_without_a_version_has_none() {
    assertEquals(Optional.empty(), IstioVersion.ofImage("localhost:5000/istio/pilot"));
    assertEquals(Optional.empty(), IstioVersion.ofImage("pilot@sha256:1"));
  }

  @Test
  void versions_are_ordered_by_number_and_a_candidate_comes_before_its_release() {
    List<IstioVersion> sorted =
        List.of("1.31.0", "1.9.2", "1.31.0-rc.0", "1.27.10", "1.27.9").stream()
            .map(IstioVersionTest::version)
            .sorted()
            .toList();
    assertEquals("[1.9.2, 1.27.9, 1.27.10, 1.31.0-rc.0, 1.31.0]", sorted.toString());
  }

  @Test
  void a_candidate_counts_as_its_release() {
    assertTrue(version("1.31.0-rc.0").atLeast(1, 31, 0));
    assertFalse(version("1.30.9").atLeast(1, 31, 0));
    assertTrue(version("2.0.0").atLeast(1, 31, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "1.26.8, false, false, false",
    "1.27.9, false, false, true",
    "1.28.4, false, false, true",
    "1.28.5, true, false, true",
    "1.29.0, false, false, true",
    "1.29.1, true, false, true",
    "1.30.0, true, false, true",
    "1.30.1, true, true, true",
    "1.31.0-rc.0, true, true, true",
    "1.40.0, true, true, true",
    "1.25.3, false, false, false"
  })
  void releases_differ_as_their_sources_say(
      String text, boolean looksAgain, boolean tellsConflicts, boolean nativeSidecar) {
    IstioRelease release = IstioRelease.of(version(text));
    assertEquals(looksAgain, release.looksAgain());
    assertEquals(tellsConflicts, release.tellsConflicts());
    assertEquals(nativeSidecar, release.nativeSidecar(33));
    assertFalse(release.nativeSidecar(32));
  }
}

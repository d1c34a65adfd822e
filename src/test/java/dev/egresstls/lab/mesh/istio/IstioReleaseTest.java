package dev.egresstls.lab.mesh.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases in words, the one that stands for a newer one, and where their images are. */
class IstioReleaseTest {
  @Test
  void the_releases_of_a_difference_are_told_in_words() {
    assertEquals("1.29.7, 1.30.4 and 1.31.1", Difference.FAILS_CLOSED.releases());
    assertEquals("1.28", Difference.FAILS_CLOSED.before());
    assertEquals("1.29.7", Difference.FAILS_CLOSED.since());
    assertEquals(
        "up to 1.28, 1.29.0 to 1.29.6, 1.30.0 to 1.30.3 and 1.31.0",
        Difference.FAILS_CLOSED.without());
    assertEquals("1.26 and 1.27", Difference.READS_ALPHA.minors());
    assertEquals("1.27", Difference.READS_ALPHA.last());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"1.31.0, -", "1.31.99, newest of 31", "1.99.0, newest", "1.27.0, -"})
  void a_release_newer_than_all_that_were_read_is_read_as_the_last_one(String asked, String at) {
    Optional<IstioVersion> read = IstioRelease.of(IstioVersion.parse(asked).orElseThrow()).readAt();
    Optional<IstioVersion> wanted =
        at == null
            ? Optional.empty()
            : at.equals("newest") ? Optional.of(IstioRelease.newest()) : IstioRelease.newest(31);
    assertEquals(wanted, read);
    assertEquals("1." + IstioRelease.newest().minor(), IstioRelease.newestMinor());
    assertEquals("1.26", IstioRelease.oldestMinor());
  }

  @ParameterizedTest
  @CsvSource({
    "registry.istio.io/release/pilot:1.29.1, registry.istio.io",
    "gcr.io/istio-release/pilot:1.27.9, gcr.io/istio-release",
    "gcr.io/istio-release-other/pilot:1, ''",
    "docker.io/istio/pilot:1.29.1, ''",
  })
  void an_image_of_a_registry_that_is_switched_off_is_told(String image, String registry) {
    assertEquals(registry, ImageHub.retired(image).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "1.27.9, docker.io/istio",
    "1.30.3, registry.istio.io/release",
    "1.31.1, docker.io/istio",
    "odd, docker.io/istio",
  })
  void what_istioctl_installs_from_differs_by_release(String version, String hub) {
    assertEquals(hub, ImageHub.usual(version));
  }
}

package dev.egresstls.lab.mesh.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.istio.TrackMix.Ignored;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackMixTest {
  private static TrackMix mix(String istio, String bundle, String channel, boolean flag) {
    boolean old = bundle.equals("v1.3.0");
    List<String> served =
        old
            ? List.of("v1alpha3")
            : channel.equals("standard") ? List.of("v1") : List.of("v1", "v1alpha3");
    return new TrackMix(IstioVersion.parse(istio).orElseThrow(), bundle, channel, served, flag);
  }

  @ParameterizedTest
  @CsvSource({
    "1.27.9, v1.3.0, experimental, true",
    "1.26.8, v1.3.0, experimental, true",
    "1.27.9, v1.4.1, experimental, true",
    "1.28.0, v1.4.0, standard, false",
    "1.30.3, v1.5.1, standard, false",
    "1.30.3, v1.5.1, experimental, true"
  })
  void these_mixes_work(String istio, String bundle, String channel, boolean flag) {
    assertEquals(Optional.empty(), mix(istio, bundle, channel, flag).mismatch());
  }

  @ParameterizedTest
  @CsvSource({
    "1.25.3, v1.5.1, standard, true, VERSION_WITHOUT_SUPPORT",
    "1.27.9, v1.3.0, experimental, false, ALPHA_FLAG_OFF",
    "1.27.9, v1.5.1, standard, true, VERSION_NOT_SERVED",
    "1.29.1, v1.3.0, experimental, true, BUNDLE_TOO_OLD",
    "1.30.3, v1.3.0, experimental, false, BUNDLE_TOO_OLD"
  })
  void these_mixes_ignore_every_policy(
      String istio, String bundle, String channel, boolean flag, Ignored why) {
    TrackMix mix = mix(istio, bundle, channel, flag);
    assertEquals(Optional.of(why), mix.ignored());
    Problem problem = mix.mismatch().orElseThrow();
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertFalse(problem.tries().isEmpty());
    assertTrue(problem.because().isPresent());
  }

  @Test
  void a_bundle_that_is_too_old_is_told_as_the_session_tells_it() {
    Problem problem =
        TrackMix.mismatch(
                IstioVersion.parse("1.29.1").orElseThrow(),
                "v1.3.0",
                "experimental",
                List.of("v1alpha3"),
                false)
            .orElseThrow();
    assertEquals(
        "Istio 1.29 silently ignores BackendTLSPolicy from bundles older than v1.4.0",
        problem.what());
    assertEquals(
        "the CRD belongs to Gateway API v1.3.0 experimental", problem.because().orElseThrow());
  }

  @Test
  void what_is_not_known_of_the_crd_is_not_held_against_it() {
    IstioVersion istio = IstioVersion.parse("1.30.3").orElseThrow();
    assertEquals(Optional.empty(), TrackMix.mismatch(istio, "", "", List.of(), false));
  }

  @Test
  void a_new_istio_with_a_crd_that_serves_the_old_version_alone_is_told_which() {
    IstioVersion istio = IstioVersion.parse("1.30.3").orElseThrow();
    Problem problem =
        TrackMix.mismatch(istio, "v1.4.0", "", List.of("v1alpha3"), false).orElseThrow();
    assertEquals(
        "Istio 1.30 watches BackendTLSPolicy v1, which is not served here", problem.what());
  }

  @Test
  void a_version_that_is_not_served_is_told_with_what_is_and_with_two_ways_out() {
    Problem old = mix("1.27.9", "v1.5.1", "standard", true).mismatch().orElseThrow();
    assertEquals(
        "Istio 1.27 watches BackendTLSPolicy v1alpha3, which is not served here", old.what());
    assertEquals(
        Optional.of(
            "the CRD of Gateway API v1.5.1 standard serves v1; istiod does not become Ready"),
        old.because());
    assertEquals(
        List.of(
            "install a Gateway API bundle that serves v1alpha3, channel experimental",
            "use Istio 1.28 or later"),
        old.tries());
    IstioVersion istio = IstioVersion.parse("1.30.3").orElseThrow();
    Problem late = TrackMix.mismatch(istio, "v1.4.0", "", List.of("v1alpha3"), false).orElseThrow();
    assertEquals(Optional.of("the CRD of Gateway API v1.4.0 serves v1alpha3"), late.because());
    assertEquals(
        List.of(
            "install Gateway API v1.4.0 or later, channel standard",
            "use Istio 1.27 and a Gateway API bundle that serves v1alpha3"),
        late.tries());
  }
}

package dev.egresstls.lab.app.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.FakeWorld;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which track fits what is installed. */
class InstalledVersionsTest {
  /** The track {@code policy} needs a newer bundle, the track {@code destination-rule} none. */
  @ParameterizedTest
  @CsvSource({
    "1.29.1, v1.5.1, policy",
    "1.29.1, v1.4.0, policy",
    "1.29.1, v1.3.0, destination-rule",
    "1.29.1, '', policy",
    "1.27.9, v1.5.1, destination-rule",
    "1.27.9, v1.3.0, destination-rule",
    "1.20.0, v1.5.1, none"
  })
  void a_track_that_takes_the_bundle_goes_first(String istio, String bundle, String track) {
    assertEquals(track, track("service-entry-egress", istio, bundle));
  }

  @ParameterizedTest
  @CsvSource({"1.27.9, v1.2.0, as-written", "1.31.1, v1.3.0, current"})
  void istio_alone_decides_where_no_track_takes_the_bundle(
      String istio, String bundle, String track) {
    assertEquals(track, track("backend-tls-egress", istio, bundle));
  }

  private static String track(String id, String istio, String bundle) {
    Lab lab = Catalog.builtIn().read(id, Optional.empty());
    FakeWorld world = new FakeWorld();
    if (!bundle.isEmpty()) {
      world
          .resources()
          .put(
              Yaml.read(
                  """
                  apiVersion: apiextensions.k8s.io/v1
                  kind: CustomResourceDefinition
                  metadata:
                    name: backendtlspolicies.gateway.networking.k8s.io
                    annotations: {gateway.networking.k8s.io/bundle-version: %s}
                  """
                      .formatted(bundle)));
    }
    Optional<Track> found = InstalledVersions.track(lab, istio, world.cluster());
    return found.map(Track::id).orElse("none");
  }
}

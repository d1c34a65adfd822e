package dev.egresstls.lab.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoriesTest {
  @ParameterizedTest
  @CsvSource({
    "docker.io/istio/pilot:1.25.3, ''",
    "docker.io/istio/pilot:1.27.9, open",
    "docker.io/istio/pilot:1.28.10, open",
    "docker.io/istio/pilot:1.29.6, open",
    "docker.io/istio/pilot:1.29.7, ''",
    "docker.io/istio/pilot:1.30.3, open",
    "docker.io/istio/pilot:1.30.4, ''",
    "docker.io/istio/pilot:1.31.0, open",
    "docker.io/istio/pilot:1.31.1, ''",
    "registry.istio.io/release/pilot:1.30.4, retired",
    "gcr.io/istio-release/pilot:1.27.9-distroless, open retired",
    "gcr.io/istio-releases/pilot:1.31.1, ''"
  })
  void what_is_wrong_with_an_istiod_follows_from_its_image(String image, String expected) {
    String found =
        Advisories.of(
                List.of(
                    Yaml.read(
                        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: istiod, namespace:"
                            + " istio-system}, spec: {template: {spec: {containers: [{name:"
                            + " discovery, image: '"
                            + image
                            + "'}]}}}}")))
            .stream()
            .map(one -> one.sentence().contains("GHSA-qm8v-g4f9-qhjx") ? "open" : "retired")
            .collect(Collectors.joining(" "));
    assertEquals(expected, found);
  }
}

package dev.egresstls.lab.mesh.istio;

import java.util.List;
import java.util.Optional;

/**
 * Where Istio's images are. {@code registry.istio.io} and {@code gcr.io/istio-release} are switched
 * off in December 2026; from 1.31 on only Docker Hub has them (istio/istio#61467).
 */
public final class ImageHub {
  /** The one that has the images of every release. */
  public static final String DOCKER = "docker.io/istio";

  private static final List<String> RETIRED = List.of("registry.istio.io", "gcr.io/istio-release");

  private ImageHub() {}

  /**
   * What a release's istioctl installs from if nobody says otherwise: DOCKER_HUB in
   * release/build.sh of istio/release-builder.
   */
  public static String usual(String version) {
    return IstioVersion.parse(version)
            .filter(Difference.INSTALLS_FROM_REGISTRY_ISTIO_IO::holds)
            .isPresent()
        ? "registry.istio.io/release"
        : DOCKER;
  }

  /** The registry of an image, if it is one that is switched off. */
  public static Optional<String> retired(String image) {
    return RETIRED.stream().filter(hub -> image.startsWith(hub + "/")).findFirst();
  }
}

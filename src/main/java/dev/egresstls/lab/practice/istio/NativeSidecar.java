package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.value.Tree;

/**
 * Whether a sidecar becomes an init container that runs on (istio
 * pilot/pkg/features/pilot.go:319 @1.27.9, pkg/kube/inject/webhook.go:1235-1286 @1.30.3): the pod's
 * annotation decides, else istiod's ENABLE_NATIVE_SIDECARS, else the release and the kubelets.
 */
final class NativeSidecar {
  private static final String ANNOTATION = "sidecar.istio.io/nativeSidecar";

  private NativeSidecar() {}

  static boolean decide(Tree pod, IstiodDeployment istiod, int kubeletMinor) {
    String asked =
        pod.at("metadata.annotations")
            .get(ANNOTATION)
            .text(istiod.env("ENABLE_NATIVE_SIDECARS").orElse("auto"));
    return switch (asked) {
      case "true" -> true;
      case "false" -> false;
      default ->
          istiod
              .version()
              .map(version -> IstioRelease.of(version).nativeSidecar(kubeletMinor))
              .orElse(false);
    };
  }
}

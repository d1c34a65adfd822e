package dev.egresstls.lab.explain;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.istio.TrackMix;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out whether what is installed fits together. */
public final class Mix {
  private Mix() {}

  /** Why BackendTLSPolicy cannot work with istiod and the CRD that are installed, if so. */
  public static Optional<Problem> mismatch(List<Tree> objects) {
    Observation seen = Observation.of(objects, Map.of());
    if (seen.istio().isEmpty() || seen.crd().isEmpty()) {
      return Optional.empty();
    }
    return TrackMix.mismatch(
        seen.istio().get(),
        seen.crd().get().bundle(),
        seen.crd().get().channel(),
        seen.crd().get().served(),
        seen.controlPlane().alphaGatewayApi());
  }
}

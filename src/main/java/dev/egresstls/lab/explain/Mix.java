package dev.egresstls.lab.explain;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.istio.TrackMix;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out whether what is installed fits together. */
public final class Mix {
  private Mix() {}

  /**
   * Why the lab cannot go on with what is installed, if so: istiod is not of the track, or
   * BackendTLSPolicy cannot work with istiod and the CRD.
   */
  public static Optional<Problem> mismatch(List<Tree> objects, Lab lab) {
    Observation seen = Observation.of(objects, Map.of());
    return seen.istio()
        .flatMap(istio -> otherTrack(istio.toString(), lab))
        .or(() -> installed(seen));
  }

  /** Its steps would put older releases in the place of newer ones, or the other way round. */
  private static Optional<Problem> otherTrack(String istio, Lab lab) {
    if (lab.track().isFor(istio)) {
      return Optional.empty();
    }
    List<String> tries = new ArrayList<>();
    lab.tracks().stream()
        .filter(track -> track.isFor(istio))
        .forEach(track -> tries.add(say("explain.mix.otherTrack", track.id())));
    tries.add(say("explain.mix.otherCluster"));
    return Optional.of(
        Problem.of(
                Problem.Kind.PRECONDITION,
                say("explain.mix.what", istio, lab.track().id(), lab.track().istio()),
                tries.toArray(String[]::new))
            .because(say("explain.mix.because")));
  }

  private static Optional<Problem> installed(Observation seen) {
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

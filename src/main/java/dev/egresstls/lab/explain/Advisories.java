package dev.egresstls.lab.explain;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.istio.Difference;
import dev.egresstls.lab.mesh.istio.ImageHub;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a user should know of the istiod that is installed, whether or not anything fails. */
public final class Advisories {
  /**
   * One warning.
   *
   * @param sentence what is so
   * @param remedy what to do about it
   */
  public record Advisory(String sentence, String remedy) {}

  private Advisories() {}

  /** The warnings about the istiod among some objects. */
  public static List<Advisory> of(List<Tree> objects) {
    Observation seen = Observation.of(objects, Map.of());
    List<Advisory> found = new ArrayList<>();
    seen.istio().filter(Advisories::failsOpen).map(Advisories::open).ifPresent(found::add);
    ImageHub.retired(seen.controlPlane().image()).map(Advisories::retired).ifPresent(found::add);
    return found;
  }

  /** Whether a policy whose CA cannot be resolved makes its sidecars send plain text. */
  private static boolean failsOpen(IstioVersion version) {
    IstioRelease release = IstioRelease.of(version);
    return release.watchedVersion().isPresent() && !release.failsClosed();
  }

  private static Advisory open(IstioVersion version) {
    return new Advisory(
        say("explain.advisory.failsOpen", version),
        say(
            "explain.advisory.failsOpen.remedy",
            Difference.FAILS_CLOSED.when(),
            Difference.FAILS_CLOSED.before()));
  }

  private static Advisory retired(String hub) {
    return new Advisory(
        say("explain.advisory.retired", hub),
        say("explain.advisory.retired.remedy", ImageHub.DOCKER));
  }
}

package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Version;
import dev.egresstls.lab.value.VersionRange;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code istioctl} of this machine: which Istio it would install. */
public final class LocalIstioctl {
  private LocalIstioctl() {}

  /**
   * Its version, such as {@code 1.27.9}.
   *
   * @return empty if there is none, or it does not say
   */
  public static Optional<String> version(World world) throws InterruptedException {
    if (!world.commands().has("istioctl")) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    try {
      world.commands().run(List.of("istioctl", "version", "--remote=false"), Map.of(), lines::add);
    } catch (LabFailure e) {
      return Optional.empty();
    }
    return lines.stream()
        .map(line -> line.replaceFirst("^client version:", "").trim())
        .flatMap(line -> Version.of(line).stream())
        .map(Version::toString)
        .findFirst();
  }

  /**
   * Sees to it that no Istio is installed that the track is not for: the step could never hold, and
   * a mesh that was there would have been changed.
   *
   * @throws LabFailure (precondition) if it would be; nothing has been changed
   */
  static void mustFit(World world, Vars vars) throws InterruptedException {
    String range = vars.text(Vars.ISTIO_RANGE).orElse("");
    Optional<String> version = range.isEmpty() ? Optional.empty() : version(world);
    if (version.filter(one -> !VersionRange.of(range).contains(one)).isPresent()) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("engine.istioctl.other", version.get(), range),
              say("engine.istioctl.path"),
              say("engine.istioctl.track"))
          .because(say("engine.istioctl.because", version.get()))
          .failure();
    }
  }
}

package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.mesh.observed.StatedOrigin;
import dev.egresstls.lab.trace.Resolved;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user says of a cluster that is made of files.
 *
 * @param istio istiod's version; empty to take that of the Deployment istiod among the objects
 * @param outbound what sidecars do with unknown destinations; empty to take what the ConfigMap
 *     istio says
 * @param flags istiod's environment flags, by name
 * @param resolved addresses that the client must dial
 * @param origins what the user says of servers outside
 */
public record Setting(
    Optional<IstioVersion> istio,
    Optional<OutboundPolicy> outbound,
    Map<String, String> flags,
    List<Resolved> resolved,
    List<StatedOrigin> origins) {
  private static final Pattern WITHOUT_PATCH = Pattern.compile("v?\\d+\\.\\d+");

  /** One that says nothing of servers outside. */
  public Setting(
      Optional<IstioVersion> istio,
      Optional<OutboundPolicy> outbound,
      Map<String, String> flags,
      List<Resolved> resolved) {
    this(istio, outbound, flags, resolved, List.of());
  }

  public Setting {
    Objects.requireNonNull(istio);
    Objects.requireNonNull(outbound);
    flags = Map.copyOf(flags);
    resolved = List.copyOf(resolved);
    origins = List.copyOf(origins);
  }

  /** The same with another version of Istio. */
  public Setting at(IstioVersion other) {
    return new Setting(Optional.of(other), outbound, flags, resolved, origins);
  }

  /** The same with another outbound policy. */
  public Setting with(OutboundPolicy other) {
    return new Setting(istio, Optional.of(other), flags, resolved, origins);
  }

  /**
   * A version of Istio that the model covers. Without a patch it is the newest one of that minor
   * release.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if it is none
   */
  public static IstioVersion istio(String typed) {
    IstioVersion version =
        IstioVersion.parse(typed)
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.USAGE,
                            say("trace.istio.noVersion", typed),
                            "--istio " + IstioRelease.newest())
                        .failure());
    if (version.major() != 1 || IstioRelease.newest(version.minor()).isEmpty()) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("trace.istio.uncovered", typed.strip()),
              say("trace.istio.covered", IstioRelease.oldestMinor(), IstioRelease.newestMinor()))
          .failure();
    }
    return WITHOUT_PATCH.matcher(typed.strip()).matches()
        ? IstioRelease.newest(version.minor()).orElseThrow()
        : version;
  }

  /**
   * An outbound policy by its name in the mesh config.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is none of that name
   */
  public static OutboundPolicy outbound(String typed) {
    for (OutboundPolicy policy : OutboundPolicy.values()) {
      if (policy.name().equals(typed.strip().toUpperCase(Locale.ROOT).replace('-', '_'))) {
        return policy;
      }
    }
    throw Problem.of(
            Problem.Kind.USAGE,
            say("trace.outbound.noMode", typed),
            "--outbound REGISTRY_ONLY",
            "--outbound ALLOW_ANY")
        .failure();
  }
}

package dev.egresstls.lab.mesh.istio;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Problem.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is installed together: istiod, and the CRD of BackendTLSPolicy.
 *
 * @param istio istiod's version
 * @param bundle the Gateway API bundle of the CRD, such as {@code v1.3.0}; empty if unknown
 * @param channel {@code standard} or {@code experimental}; empty if unknown
 * @param served the versions of BackendTLSPolicy that the API server serves; empty if unknown
 * @param alphaFlag whether {@code PILOT_ENABLE_ALPHA_GATEWAY_API} is on
 */
public record TrackMix(
    IstioVersion istio, String bundle, String channel, List<String> served, boolean alphaFlag) {
  private static final String AS_WRITTEN = "istiod 1.27 with bundle v1.3.0 experimental";

  public TrackMix {
    Objects.requireNonNull(istio);
    Objects.requireNonNull(bundle);
    Objects.requireNonNull(channel);
    served = List.copyOf(served);
  }

  /** Why istiod does nothing with any BackendTLSPolicy. */
  public enum Ignored {
    /** There is no istiod. */
    NO_ISTIOD,
    /** This Istio has never heard of the kind. */
    VERSION_WITHOUT_SUPPORT,
    /** The alpha flag is off, and this Istio needs it. */
    ALPHA_FLAG_OFF,
    /** The CRD is of a bundle below the smallest that istiod takes. */
    BUNDLE_TOO_OLD,
    /** The API server does not serve the version that istiod watches. */
    VERSION_NOT_SERVED
  }

  /** Why policies are ignored, in the order in which one meets the reasons; empty if they count. */
  public Optional<Ignored> ignored() {
    IstioRelease release = IstioRelease.of(istio);
    if (release.watchedVersion().isEmpty()) {
      return Optional.of(Ignored.VERSION_WITHOUT_SUPPORT);
    }
    if (release.needsAlphaFlag() && !alphaFlag) {
      return Optional.of(Ignored.ALPHA_FLAG_OFF);
    }
    if (bundleTooOld(release)) {
      return Optional.of(Ignored.BUNDLE_TOO_OLD);
    }
    boolean unserved = !served.isEmpty() && !served.contains(release.watchedVersion().get());
    return unserved ? Optional.of(Ignored.VERSION_NOT_SERVED) : Optional.empty();
  }

  private boolean bundleTooOld(IstioRelease release) {
    Optional<IstioVersion> least = release.minimumBundle().flatMap(IstioVersion::parse);
    Optional<IstioVersion> have = IstioVersion.parse(bundle);
    return least.isPresent()
        && have.isPresent()
        && !have.get().atLeast(least.get().major(), least.get().minor(), least.get().patch());
  }

  /** A mix in which BackendTLSPolicy cannot work: why, and the ways out; empty if it can. */
  public static Optional<Problem> mismatch(
      IstioVersion istio,
      String bundle,
      String channel,
      Collection<String> served,
      boolean alphaFlag) {
    return new TrackMix(istio, bundle, channel, List.copyOf(served), alphaFlag).mismatch();
  }

  /** A mix in which BackendTLSPolicy cannot work: why, and the ways out; empty if it can. */
  public Optional<Problem> mismatch() {
    return ignored().map(this::problem);
  }

  private Problem problem(Ignored why) {
    return switch (why) {
      case NO_ISTIOD -> problem("There is no istiod", "nothing reads BackendTLSPolicy");
      case VERSION_WITHOUT_SUPPORT ->
          problem(
              "Istio " + istio + " has no support for BackendTLSPolicy",
              "support began with Istio 1.26 for v1alpha3 and with Istio 1.28 for v1",
              "install Istio 1.30 with Gateway API v1.5.1 standard (track current)",
              "install " + AS_WRITTEN + " (track as-written)");
      case ALPHA_FLAG_OFF ->
          problem(
              "Istio " + minor() + " ignores BackendTLSPolicy while its alpha flag is off",
              "istiod's environment has no PILOT_ENABLE_ALPHA_GATEWAY_API=true",
              "istioctl install with --set values.pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API=true");
      case BUNDLE_TOO_OLD ->
          problem(
              "Istio " + minor() + " ignores BackendTLSPolicy from bundles below v1.4.0, silently",
              "the CRD is of Gateway API " + bundle + channelText(),
              "install Gateway API v1.5.1 standard (step 2 of the track current)",
              "use " + AS_WRITTEN + " (track as-written)");
      case VERSION_NOT_SERVED -> notServed();
    };
  }

  private Problem notServed() {
    String watched = IstioRelease.of(istio).watchedVersion().orElse("");
    boolean old = IstioRelease.of(istio).needsAlphaFlag();
    return problem(
        "Istio " + minor() + " watches BackendTLSPolicy " + watched + ", which is not served here",
        "the CRD of Gateway API "
            + bundle
            + channelText()
            + " serves "
            + String.join(", ", served)
            + (old ? "; istiod does not become Ready" : ""),
        old
            ? "install Gateway API v1.3.0 experimental (track as-written)"
            : "install Gateway API v1.5.1 standard (track current)",
        old ? "use Istio 1.30 (track current)" : "use " + AS_WRITTEN + " (track as-written)");
  }

  private static Problem problem(String what, String because, String... tries) {
    return Problem.of(Kind.PRECONDITION, what, tries).because(because);
  }

  private String minor() {
    return istio.major() + "." + istio.minor();
  }

  private String channelText() {
    return channel.isEmpty() ? "" : " " + channel;
  }
}

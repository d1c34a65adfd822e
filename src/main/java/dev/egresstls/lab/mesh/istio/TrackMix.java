package dev.egresstls.lab.mesh.istio;

import static dev.egresstls.lab.message.Messages.say;

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
      case NO_ISTIOD -> problem(say("mesh.mix.noIstiod"), say("mesh.mix.noReader"));
      case VERSION_WITHOUT_SUPPORT ->
          problem(
              say("mesh.mix.tooOld", istio),
              say("mesh.mix.began", Difference.READS_ALPHA.since(), v1()),
              say("mesh.mix.installCurrent", v1(), GatewayApi.FIRST_V1),
              asWritten());
      case ALPHA_FLAG_OFF ->
          problem(
              say("mesh.mix.flagOff", minor()), say("mesh.mix.noFlag"), say("mesh.mix.setFlag"));
      case BUNDLE_TOO_OLD ->
          problem(
              say("mesh.mix.oldBundle", minor(), GatewayApi.FIRST_V1),
              say("mesh.mix.crd", bundle + channelText()),
              say("mesh.mix.standardStep", GatewayApi.FIRST_V1),
              asWritten());
      case VERSION_NOT_SERVED -> notServed();
    };
  }

  private static String v1() {
    return Difference.READS_V1.since();
  }

  private static String asWritten() {
    return say("mesh.mix.useAsWritten", Difference.READS_ALPHA.last());
  }

  private Problem notServed() {
    String watched = IstioRelease.of(istio).watchedVersion().orElse("");
    boolean old = IstioRelease.of(istio).needsAlphaFlag();
    return problem(
        say("mesh.mix.notServed", minor(), watched),
        serves(old),
        old ? say("mesh.mix.experimental") : say("mesh.mix.standard", GatewayApi.FIRST_V1),
        old ? say("mesh.mix.useCurrent", v1()) : asWritten());
  }

  private String serves(boolean old) {
    String versions = String.join(", ", served);
    return old
        ? say("mesh.mix.servesOld", bundle + channelText(), versions)
        : say("mesh.mix.serves", bundle + channelText(), versions);
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

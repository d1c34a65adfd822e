package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * istiod and the mesh settings, as far as the way of a packet hangs on them.
 *
 * @param version istiod's version; empty if there is no istiod
 * @param image istiod's image; empty text if there is no istiod
 * @param started when the newest istiod pod started, if known
 * @param flags what istiod's environment switches on
 * @param settings what holds for the whole mesh
 */
public record ControlPlane(
    Optional<IstioVersion> version,
    String image,
    Optional<Instant> started,
    Flags flags,
    Settings settings) {

  /**
   * What istiod's environment switches on.
   *
   * @param alphaGatewayApi {@code PILOT_ENABLE_ALPHA_GATEWAY_API}
   * @param edsForHeadless {@code PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES} (istio
   *     pilot/pkg/features/xds.go:54-60 @1.30.3)
   */
  public record Flags(boolean alphaGatewayApi, boolean edsForHeadless) {}

  /**
   * What holds for the whole mesh.
   *
   * @param outbound what sidecars do with unknown destinations
   * @param accessLog whether sidecars write an access log ({@code meshConfig.accessLogFile})
   * @param exports who sees what says nothing of it
   * @param mesh the whole mesh configuration, {@code data.mesh} of the ConfigMap {@code istio}
   */
  public record Settings(OutboundPolicy outbound, boolean accessLog, Exports exports, Tree mesh) {
    public Settings {
      Objects.requireNonNull(outbound);
      Objects.requireNonNull(exports);
      Objects.requireNonNull(mesh);
    }
  }

  public ControlPlane {
    Objects.requireNonNull(version);
    Objects.requireNonNull(image);
    Objects.requireNonNull(started);
    Objects.requireNonNull(flags);
    Objects.requireNonNull(settings);
  }

  /** Whether istiod reads the Gateway API's experimental channel. */
  public boolean alphaGatewayApi() {
    return flags.alphaGatewayApi();
  }

  /** Whether headless Services are EDS. */
  public boolean edsForHeadless() {
    return flags.edsForHeadless();
  }

  /** What sidecars do with unknown destinations. */
  public OutboundPolicy outbound() {
    return settings.outbound();
  }

  /** Whether sidecars write an access log. */
  public boolean accessLog() {
    return settings.accessLog();
  }

  /** Who sees what says nothing of it. */
  public Exports exports() {
    return settings.exports();
  }

  /** The whole mesh configuration. */
  public Tree mesh() {
    return settings.mesh();
  }

  /** The same at another version. */
  public ControlPlane withVersion(IstioVersion istio) {
    return new ControlPlane(Optional.of(istio), image, started, flags, settings);
  }

  /** The same with the alpha flag on or off. */
  public ControlPlane withAlphaGatewayApi(boolean on) {
    return with(new Flags(on, flags.edsForHeadless()));
  }

  /** The same with {@code PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES} on or off. */
  public ControlPlane withEdsForHeadless(boolean on) {
    return with(new Flags(flags.alphaGatewayApi(), on));
  }

  private ControlPlane with(Flags others) {
    return new ControlPlane(version, image, started, others, settings);
  }

  /** The same with another outbound policy. */
  public ControlPlane withOutbound(OutboundPolicy policy) {
    return with(new Settings(policy, accessLog(), exports(), mesh()));
  }

  /** The same with the access log on or off. */
  public ControlPlane withAccessLog(boolean on) {
    return with(new Settings(outbound(), on, exports(), mesh()));
  }

  private ControlPlane with(Settings others) {
    return new ControlPlane(version, image, started, flags, others);
  }
}

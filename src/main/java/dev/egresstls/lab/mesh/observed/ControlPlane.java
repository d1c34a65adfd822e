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
 * @param alphaGatewayApi whether {@code PILOT_ENABLE_ALPHA_GATEWAY_API} is on
 * @param edsForHeadless whether {@code PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES} is on (istio
 *     pilot/pkg/features/xds.go:54-60 @1.30.3)
 * @param outbound what sidecars do with unknown destinations
 * @param accessLog whether sidecars write an access log ({@code meshConfig.accessLogFile})
 * @param started when the newest istiod pod started, if known
 * @param exports who sees what says nothing of it
 * @param image istiod's image; empty text if there is no istiod
 * @param mesh the whole mesh configuration, {@code data.mesh} of the ConfigMap {@code istio}
 */
public record ControlPlane(
    Optional<IstioVersion> version,
    boolean alphaGatewayApi,
    boolean edsForHeadless,
    OutboundPolicy outbound,
    boolean accessLog,
    Optional<Instant> started,
    Exports exports,
    String image,
    Tree mesh) {
  public ControlPlane {
    Objects.requireNonNull(version);
    Objects.requireNonNull(outbound);
    Objects.requireNonNull(started);
    Objects.requireNonNull(exports);
    Objects.requireNonNull(image);
    Objects.requireNonNull(mesh);
  }

  /** The same at another version. */
  public ControlPlane withVersion(IstioVersion istio) {
    return new ControlPlane(
        Optional.of(istio),
        alphaGatewayApi,
        edsForHeadless,
        outbound,
        accessLog,
        started,
        exports,
        image,
        mesh);
  }

  /** The same with the alpha flag on or off. */
  public ControlPlane withAlphaGatewayApi(boolean on) {
    return new ControlPlane(
        version, on, edsForHeadless, outbound, accessLog, started, exports, image, mesh);
  }

  /** The same with {@code PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES} on or off. */
  public ControlPlane withEdsForHeadless(boolean on) {
    return new ControlPlane(
        version, alphaGatewayApi, on, outbound, accessLog, started, exports, image, mesh);
  }

  /** The same with another outbound policy. */
  public ControlPlane withOutbound(OutboundPolicy policy) {
    return new ControlPlane(
        version, alphaGatewayApi, edsForHeadless, policy, accessLog, started, exports, image, mesh);
  }

  /** The same with the access log on or off. */
  public ControlPlane withAccessLog(boolean on) {
    return new ControlPlane(
        version, alphaGatewayApi, edsForHeadless, outbound, on, started, exports, image, mesh);
  }
}

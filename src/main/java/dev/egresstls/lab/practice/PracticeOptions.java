package dev.egresstls.lab.practice;

import dev.egresstls.lab.lab.Scenario.OutsideHost;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.practice.api.tls.ServingCertificate;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How a practice cluster is to be.
 *
 * @param istio the version of Istio that istioctl installs, such as {@code 1.27.9}
 * @param port where it listens for others on loopback; 0 for any port that is free
 * @param token what clients must bear
 * @param pace how fast it lives
 * @param certificate what it shows to others; asked for when the first of them comes
 * @param ipv6 whether its pods have an IPv6 address, too
 * @param outside gives the hosts outside; asked when one is first needed
 */
public record PracticeOptions(
    String istio,
    int port,
    String token,
    ReconcilePace pace,
    Supplier<ServingCertificate> certificate,
    boolean ipv6,
    Supplier<List<OutsideHost>> outside) {
  public PracticeOptions {
    Objects.requireNonNull(istio);
    Objects.requireNonNull(token);
    Objects.requireNonNull(pace);
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(outside);
  }

  /** A cluster with the usual world outside. */
  public PracticeOptions(
      String istio,
      int port,
      String token,
      ReconcilePace pace,
      Supplier<ServingCertificate> certificate,
      boolean ipv6) {
    this(istio, port, token, pace, certificate, ipv6, List::of);
  }

  /** A cluster with that Istio, on a free port, with a token of its own. */
  public static PracticeOptions withIstio(String version) {
    return new PracticeOptions(
        version,
        0,
        UUID.randomUUID().toString(),
        ReconcilePace.BRISK,
        ServingCertificate::passing,
        false);
  }

  /** A cluster for a track with these values: with its Istio, or the newest if it names none. */
  public static PracticeOptions of(Map<String, String> track) {
    String named = track.get("istioVersion");
    return withIstio(named == null ? IstioRelease.newest().toString() : named);
  }

  /** The same at another port. */
  public PracticeOptions at(int otherPort) {
    return new PracticeOptions(istio, otherPort, token, pace, certificate, ipv6, outside);
  }

  /** The same with another token. */
  public PracticeOptions token(String other) {
    return new PracticeOptions(istio, port, other, pace, certificate, ipv6, outside);
  }

  /** The same at another pace. */
  public PracticeOptions with(ReconcilePace other) {
    return new PracticeOptions(istio, port, token, other, certificate, ipv6, outside);
  }

  /** The same with another certificate. */
  public PracticeOptions with(Supplier<ServingCertificate> other) {
    return new PracticeOptions(istio, port, token, pace, other, ipv6, outside);
  }

  /** The same with IPv6 addresses for its pods, or without. */
  public PracticeOptions ipv6(boolean wanted) {
    return new PracticeOptions(istio, port, token, pace, certificate, wanted, outside);
  }

  /** The same with other hosts outside; none for the usual ones. */
  public PracticeOptions outside(Supplier<List<OutsideHost>> hosts) {
    return new PracticeOptions(istio, port, token, pace, certificate, ipv6, hosts);
  }
}

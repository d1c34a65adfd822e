package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.istio.GatewayApi;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.istio.TrackMix;
import dev.egresstls.lab.mesh.istio.TrackMix.Ignored;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/** Judges every BackendTLSPolicy of a cluster as its istiod does. */
public final class Policies {
  private Policies() {}

  /** One outcome for each policy, the oldest first. */
  public static List<PolicyOutcome> judge(Observation seen) {
    List<Tree> policies = seen.all("BackendTLSPolicy").stream().sorted(Contest.OLDEST).toList();
    Optional<IstioVersion> istio = seen.istio();
    Optional<Ignored> ignored = ignored(seen);
    if (istio.isEmpty() || ignored.isPresent()) {
      return policies.stream()
          .map(policy -> new PolicyOutcome(policy, ignored, "", false, false, List.of(), List.of()))
          .toList();
    }
    return judged(policies, seen, istio.get());
  }

  /** Why istiod ignores all policies; empty if it reads them. */
  public static Optional<Ignored> ignored(Observation seen) {
    if (seen.istio().isEmpty()) {
      return Optional.of(Ignored.NO_ISTIOD);
    }
    PolicyCrd crd = seen.crd().orElse(new PolicyCrd("", "", List.of()));
    boolean flag = seen.controlPlane().alphaGatewayApi();
    return new TrackMix(seen.istio().get(), crd.bundle(), crd.channel(), crd.served(), flag)
        .ignored();
  }

  private static List<PolicyOutcome> judged(
      List<Tree> policies, Observation seen, IstioVersion istio) {
    IstioRelease release = IstioRelease.of(istio);
    boolean mayBeSkipped = release.readsSkipAnnotation();
    List<Tree> counted =
        policies.stream().filter(p -> !mayBeSkipped || !PolicyOutcome.asksToBeSkipped(p)).toList();
    boolean sections = release.readsSectionName();
    PolicyJudge judge = new PolicyJudge(seen, istio, new Contest(counted, sections));
    boolean writes = writesStatus(seen);
    String controller = release.controllerName();
    return policies.stream()
        .map(
            policy -> {
              boolean skipped = !counted.contains(policy);
              List<TargetOutcome> targets =
                  skipped ? PolicyOutcome.skippedTargets(policy) : judge.targets(policy);
              List<Tree> gateways =
                  release.needsAlphaFlag() ? List.of() : new RoutedGateways(seen).to(policy);
              return new PolicyOutcome(
                  policy, Optional.empty(), controller, writes, skipped, targets, gateways);
            })
        .toList();
  }

  /** v1alpha3 of bundle v1.4.0 has no status subresource, so no status can be written there. */
  private static boolean writesStatus(Observation seen) {
    boolean alpha = seen.istio().map(v -> IstioRelease.of(v).needsAlphaFlag()).orElse(false);
    return !(alpha
        && seen.crd().map(crd -> crd.bundle().equals(GatewayApi.FIRST_V1)).orElse(false));
  }
}

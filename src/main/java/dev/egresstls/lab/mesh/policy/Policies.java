package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.istio.TrackMix;
import dev.egresstls.lab.mesh.istio.TrackMix.Ignored;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges every BackendTLSPolicy of a cluster as its istiod does. */
public final class Policies {
  /** The oldest decides; between equals the first by namespace and name. */
  private static final Comparator<Tree> OLDEST =
      Comparator.comparing((Tree policy) -> Names.created(policy).orElse(Instant.EPOCH))
          .thenComparing(Names::namespace)
          .thenComparing(Names::name);

  private Policies() {}

  /** One outcome for each policy, the oldest first. */
  public static List<PolicyOutcome> judge(Observation seen) {
    List<Tree> policies = seen.all("BackendTLSPolicy").stream().sorted(OLDEST).toList();
    Optional<IstioVersion> istio = seen.istio();
    Optional<Ignored> ignored = ignored(seen);
    if (istio.isEmpty() || ignored.isPresent()) {
      return policies.stream()
          .map(policy -> new PolicyOutcome(policy, ignored, "", false, List.of()))
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
    PolicyJudge judge = new PolicyJudge(seen, istio);
    Map<String, String> winners = new HashMap<>();
    List<PolicyOutcome> outcomes = new ArrayList<>();
    for (Tree policy : policies) {
      List<TargetOutcome> targets =
          judge.targets(policy).stream()
              .map(target -> contested(target, policy, winners, istio))
              .toList();
      String controller = IstioRelease.of(istio).controllerName();
      outcomes.add(
          new PolicyOutcome(policy, Optional.empty(), controller, writesStatus(seen), targets));
    }
    return List.copyOf(outcomes);
  }

  private static TargetOutcome contested(
      TargetOutcome target, Tree policy, Map<String, String> winners, IstioVersion istio) {
    if (!target.inForce()) {
      return target;
    }
    String place =
        String.join(
            "/",
            Names.namespace(policy),
            target.kind(),
            target.name(),
            target.section().orElse(""));
    String winner = winners.putIfAbsent(place, Names.name(policy));
    if (winner == null) {
      return target;
    }
    boolean told = IstioRelease.of(istio).tellsConflicts(istio);
    return target.beaten(told ? Optional.of(conflict(winner)) : Optional.empty());
  }

  private static Condition conflict(String winner) {
    return new Condition(
        "Accepted",
        false,
        "Conflicted",
        "Conflicts with BackendTLSPolicy \"" + winner + "\" targeting the same backend");
  }

  /** v1alpha3 of bundle v1.4.0 has no status subresource, so no status can be written there. */
  private static boolean writesStatus(Observation seen) {
    boolean alpha = seen.istio().map(v -> IstioRelease.of(v).needsAlphaFlag()).orElse(false);
    return !(alpha && seen.crd().map(crd -> crd.bundle().equals("v1.4.0")).orElse(false));
  }
}

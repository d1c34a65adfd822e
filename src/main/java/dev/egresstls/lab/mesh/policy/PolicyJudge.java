package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the targets of one policy (istio
 * pilot/pkg/config/kube/gateway/backend_policies.go:293-475 @1.31.0). What is wrong with one target
 * is also said of those after it: they share the condition there, though not the fate.
 */
final class PolicyJudge {
  private final Observation seen;
  private final IstioVersion istio;
  private final IstioRelease release;
  private final Contest contest;

  PolicyJudge(Observation seen, IstioVersion istio, Contest contest) {
    this.seen = seen;
    this.istio = istio;
    this.release = IstioRelease.of(istio);
    this.contest = contest;
  }

  List<TargetOutcome> targets(Tree policy) {
    CaReference ca = CaReference.of(policy, ObjectNames.namespace(policy), seen);
    Optional<Tls> tls = ca.secret().map(secret -> Tls.of(policy, secret));
    Condition accepted =
        ca.mistake().isEmpty()
            ? new Condition("Accepted", true, "Accepted", Condition.VALID + ca.warning())
            : new Condition("Accepted", false, invalidReason(ca), ca.mistake());
    List<TargetOutcome> outcomes = new ArrayList<>();
    for (Tree ref : policy.at("spec.targetRefs").items()) {
      TargetOutcome outcome = target(policy, ref, tls, accepted, ca);
      accepted = outcome.condition("Accepted").orElse(accepted);
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private String invalidReason(CaReference ca) {
    return ca.resolved() ? "Invalid" : release.missingCaReason();
  }

  private TargetOutcome target(
      Tree policy, Tree ref, Optional<Tls> tls, Condition before, CaReference ca) {
    String kind = ref.get("kind").text("");
    String name = ref.get("name").text("");
    Optional<String> mistake = mistake(policy, ref);
    Optional<String> winner =
        mistake.isPresent()
            ? Optional.empty()
            : contest.winner(policy, ref, other -> counts(other, ref));
    Condition accepted = accepted(before, mistake, winner);
    boolean there = finds(policy, ref.get("group").text(""), kind, name);
    boolean inForce = mistake.isEmpty() && winner.isEmpty();
    return new TargetOutcome(
        ref.get("group").text(""),
        kind,
        name,
        section(ref),
        there,
        inForce,
        tls,
        conditions(accepted, ca));
  }

  private Condition accepted(Condition before, Optional<String> mistake, Optional<String> winner) {
    if (mistake.isPresent()) {
      String text = "targetRefs invalid: " + mistake.get();
      return new Condition("Accepted", false, "TargetNotFound", text);
    }
    return winner.isPresent() && release.tellsConflicts() ? conflict(winner.get()) : before;
  }

  /** Before losers were reported, a policy that did not find the target did not take part. */
  private boolean counts(Tree other, Tree ref) {
    return release.tellsConflicts() || mistake(other, ref).isEmpty();
  }

  private static Condition conflict(String winner) {
    return new Condition(
        "Accepted",
        false,
        "Conflicted",
        "Conflicts with BackendTLSPolicy \"" + winner + "\" targeting the same backend");
  }

  private boolean finds(Tree policy, String group, String kind, String name) {
    return release.readsTarget(group, kind)
        && new TargetLookup(seen, istio).finds(policy, kind, name);
  }

  /** What is wrong with a target; empty if the policy may count for it. */
  private Optional<String> mistake(Tree policy, Tree ref) {
    String group = ref.get("group").text("");
    String kind = ref.get("kind").text("");
    String name = ref.get("name").text("");
    String where = ObjectNames.namespace(policy) + "/" + name;
    if (release.knowsKind(group, kind) && !release.readsTarget(group, kind)) {
      return Optional.of("unsupported reference kind: " + kind);
    }
    if (!release.knowsKind(group, kind)) {
      return Optional.of("unsupported kind " + kind);
    }
    if (!finds(policy, group, kind, name)) {
      return Optional.of("reference " + where + " (of kind " + kind + ") not found");
    }
    Optional<String> section = section(ref).filter(text -> !text.isEmpty());
    Tree target = seen.find(kind, ObjectNames.namespace(policy), name).orElse(Tree.MISSING);
    return section.isEmpty() || hasPort(target, section.get())
        ? Optional.empty()
        : Optional.of(
            "sectionName \"" + section.get() + "\" does not exist in " + kind + " " + where);
  }

  private static boolean hasPort(Tree target, String name) {
    return target.at("spec.ports").items().stream()
        .anyMatch(port -> port.get("name").text("").equals(name));
  }

  /** 1.26 and 1.27 do not read sectionName: the policy is for all ports there. */
  private Optional<String> section(Tree ref) {
    return release.readsSectionName() ? ref.get("sectionName").text() : Optional.empty();
  }

  private List<Condition> conditions(Condition accepted, CaReference ca) {
    if (!release.resolvedRefs()) {
      return List.of(accepted);
    }
    Condition resolved =
        ca.resolvedReason().isEmpty()
            ? Condition.valid("ResolvedRefs")
            : new Condition("ResolvedRefs", false, ca.resolvedReason(), ca.resolvedMessage());
    return List.of(accepted, resolved);
  }
}

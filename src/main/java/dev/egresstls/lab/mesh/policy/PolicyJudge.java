package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the targets of one policy, as if it were the only one. */
record PolicyJudge(Observation seen, IstioVersion istio) {

  List<TargetOutcome> targets(Tree policy) {
    CaReference ca = CaReference.of(policy, Names.namespace(policy), seen);
    Optional<Tls> tls = ca.secret().map(secret -> tls(policy, secret));
    List<TargetOutcome> outcomes = new ArrayList<>();
    for (Tree ref : policy.at("spec.targetRefs").items()) {
      outcomes.add(target(policy, ref, ca, tls));
    }
    return outcomes;
  }

  private TargetOutcome target(Tree policy, Tree ref, CaReference ca, Optional<Tls> tls) {
    String group = ref.get("group").text("");
    String kind = ref.get("kind").text("");
    String name = ref.get("name").text("");
    boolean found =
        readable(group, kind) && new TargetLookup(seen, istio).finds(policy, kind, name);
    String missing =
        "reference " + Names.namespace(policy) + "/" + name + " (of kind " + kind + ") not found";
    return new TargetOutcome(
        group, kind, name, section(ref), found, found, tls, conditions(found, missing, ca));
  }

  /** ServiceEntry became a target with 1.28 (#57633). */
  private boolean readable(String group, String kind) {
    boolean entry = group.equals("networking.istio.io") && kind.equals("ServiceEntry");
    return (group.isEmpty() && kind.equals("Service"))
        || (entry && !IstioRelease.of(istio).needsAlphaFlag());
  }

  /** 1.26 and 1.27 do not read sectionName: the policy is for all ports there. */
  private Optional<String> section(Tree ref) {
    return IstioRelease.of(istio).needsAlphaFlag()
        ? Optional.empty()
        : ref.get("sectionName").text();
  }

  private List<Condition> conditions(boolean found, String missing, CaReference ca) {
    IstioRelease release = IstioRelease.of(istio);
    List<Condition> conditions = new ArrayList<>();
    conditions.add(accepted(found, missing, ca, release));
    if (release.resolvedRefs()) {
      conditions.add(
          ca.resolved()
              ? Condition.valid("ResolvedRefs")
              : new Condition(
                  "ResolvedRefs",
                  false,
                  "InvalidCACertificateRef",
                  "Certificate reference not found: " + ca.mistake()));
    }
    return conditions;
  }

  private static Condition accepted(
      boolean found, String missing, CaReference ca, IstioRelease release) {
    if (!ca.resolved()) {
      String message = "Certificate reference invalid: " + ca.mistake();
      return new Condition("Accepted", false, release.missingCaReason(), message);
    }
    return found
        ? Condition.valid("Accepted")
        : new Condition("Accepted", false, "TargetNotFound", "targetRefs invalid: " + missing);
  }

  /**
   * The hostname becomes the SNI and is not checked (istio
   * backend_policies.go:321,334-343 @1.30.3).
   */
  private static Tls tls(Tree policy, String secret) {
    Tree validation = policy.at("spec.validation");
    List<String> sans = new ArrayList<>();
    for (Tree san : validation.get("subjectAltNames").items()) {
      san.get(san.get("type").text("").equals("URI") ? "uri" : "hostname")
          .text()
          .ifPresent(sans::add);
    }
    return new Tls(validation.get("hostname").text(""), secret, sans);
  }
}

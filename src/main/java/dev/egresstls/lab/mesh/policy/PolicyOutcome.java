package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.istio.TrackMix.Ignored;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What istiod makes of one BackendTLSPolicy.
 *
 * @param policy the policy, in whatever version it was read
 * @param ignored why istiod does nothing with it; empty if it reads it
 * @param controllerName what istiod signs the status with; empty if ignored
 * @param writesStatus whether a status comes of it at all
 * @param skipped whether an annotation makes istiod leave it alone
 * @param targets one for each targetRef; none if ignored
 * @param gateways references to the Gateways whose routes lead to a target, which become ancestors
 *     too
 */
public record PolicyOutcome(
    Tree policy,
    Optional<Ignored> ignored,
    String controllerName,
    boolean writesStatus,
    boolean skipped,
    List<TargetOutcome> targets,
    List<Tree> gateways) {
  /** The annotation by which istiod leaves a policy alone (since 1.30.1, #60240). */
  public static final String SKIP = "istio.io/ignore-policy-attachment";

  public PolicyOutcome {
    Objects.requireNonNull(policy);
    Objects.requireNonNull(ignored);
    Objects.requireNonNull(controllerName);
    targets = List.copyOf(targets);
    gateways = List.copyOf(gateways);
  }

  public String name() {
    return ObjectNames.name(policy);
  }

  public String namespace() {
    return ObjectNames.namespace(policy);
  }

  static boolean asksToBeSkipped(Tree policy) {
    return policy.at("metadata.annotations").get(SKIP).text("").equalsIgnoreCase("true");
  }

  /** What is said of a policy that is left alone (backend_policies.go:659-685 @1.31.0). */
  static List<TargetOutcome> skippedTargets(Tree policy) {
    String text = "Ignored by Istio due to annotation " + SKIP + "=true";
    Condition ignored = new Condition("Accepted", false, "IgnoredByIstio", text);
    return policy.at("spec.targetRefs").items().stream()
        .map(
            ref ->
                new TargetOutcome(
                    ref.get("group").text(""),
                    ref.get("kind").text(""),
                    ref.get("name").text(""),
                    ref.get("sectionName").text(),
                    false,
                    false,
                    Optional.empty(),
                    List.of(ignored)))
        .toList();
  }

  /**
   * The status as istiod leaves it: one ancestor for each target, next to those of other
   * controllers.
   *
   * @param now when a condition that changes is said to have changed
   * @return the whole {@code status}; what stands there already, perhaps nothing ({@link
   *     Tree#MISSING}), if istiod writes none
   */
  public Tree status(Instant now) {
    return writesStatus ? new PolicyStatus(this, now).write() : policy.get("status");
  }
}

package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.mesh.istio.Difference;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/** Causes in where the BackendTLSPolicy stands, and whether istiod goes by it. */
final class PolicyCauses {
  private static final String KIND = "BackendTLSPolicy";
  static final List<Row> ROWS =
      List.of(
          Row.of("policy-wrong-namespace", Topic.POLICY_SPEC, Topic.POLICY_STATUS, Topic.PATH)
              .redo(Part.POLICY)
              .byHand("kubectl -n ${other} delete backendtlspolicy ${policy}")
              .read(Part.POLICY)
              .when(PolicyCauses::elsewhere),
          Row.of("policy-missing", Topic.POLICY_SPEC, Topic.POLICY_STATUS, Topic.PATH)
              .redo(Part.POLICY)
              .read(Part.POLICY)
              .when(PolicyCauses::missing),
          Row.of("policy-targets-another", Topic.POLICY_SPEC, Topic.POLICY_STATUS, Topic.PATH)
              .about(Part.SERVICE)
              .redo(Part.POLICY)
              .read(Part.POLICY)
              .when(PolicyCauses::another),
          Row.of("section-name-unknown", Topic.POLICY_STATUS, Topic.PATH)
              .redo(Part.POLICY)
              .read(Part.POLICY)
              .byRelease(Difference.READS_SECTION_NAME.since())
              .when(PolicyCauses::section),
          Row.of("policy-conflicted", Topic.POLICY_STATUS, Topic.PATH)
              .byHand("kubectl -n ${ns} delete backendtlspolicy ${other}")
              .read(Part.POLICY)
              .byRelease(Difference.TELLS_CONFLICTS.since())
              .when(PolicyCauses::conflicted),
          Row.of("policy-not-reconciled", Topic.POLICY_STATUS, Topic.PATH)
              .byHand("kubectl -n ${ns} delete backendtlspolicy ${policy}")
              .read(Part.POLICY)
              .byRelease(Difference.LOOKS_AGAIN.without())
              .when(PolicyCauses::notReconciled));

  private PolicyCauses() {}

  private static boolean absent(CauseContext scene) {
    return scene.lacks(KIND, scene.policy());
  }

  private static Optional<CauseEvidence> elsewhere(CauseContext scene) {
    return scene.seen().all(KIND).stream()
        .filter(one -> absent(scene) && ObjectNames.name(one).equals(scene.policy()))
        .findFirst()
        .map(
            one ->
                CauseEvidence.of(
                        one, "metadata.namespace", scene.namespace(), ObjectNames.namespace(one))
                    .with("other", ObjectNames.namespace(one)));
  }

  private static Optional<CauseEvidence> missing(CauseContext scene) {
    return CauseFound.when(
        absent(scene) && elsewhere(scene).isEmpty(),
        () -> CauseEvidence.missing(KIND + " " + scene.namespace() + "/" + scene.policy()));
  }

  private static boolean isOurs(Tree target, CauseContext scene) {
    return target.get("kind").text("").equals("Service")
        && target.get("group").text("").isEmpty()
        && target.get("name").text("").equals(scene.service());
  }

  private static Optional<CauseEvidence> another(CauseContext scene) {
    return scene
        .thePolicy()
        .filter(
            policy ->
                policy.at("spec.targetRefs").items().stream()
                    .noneMatch(target -> isOurs(target, scene)))
        .map(
            policy -> {
              Tree target = policy.at("spec.targetRefs[0]");
              String saw =
                  target.get("kind").text("")
                      + " "
                      + target.get("name").text(say("explain.gap.nothing"));
              return CauseEvidence.of(policy, "spec.targetRefs", "Service " + scene.service(), saw)
                  .with("target", say("explain.target", saw));
            });
  }

  private static Optional<CauseEvidence> section(CauseContext scene) {
    boolean read = scene.release().map(release -> !release.needsAlphaFlag()).orElse(false);
    List<String> ports =
        scene.theService().stream()
            .flatMap(service -> service.at("spec.ports").items().stream())
            .map(port -> port.get("name").text(""))
            .toList();
    List<Tree> targets =
        scene.thePolicy().stream()
            .flatMap(policy -> policy.at("spec.targetRefs").items().stream())
            .filter(target -> isOurs(target, scene))
            .toList();
    boolean fits =
        targets.stream()
            .anyMatch(one -> one.get("sectionName").text().map(ports::contains).orElse(true));
    return targets.stream()
        .filter(target -> read && !fits && scene.theService().isPresent())
        .findFirst()
        .map(
            target -> {
              String section = target.get("sectionName").text("");
              String field = "spec.targetRefs[0].sectionName";
              return CauseEvidence.of(
                      scene.thePolicy().orElseThrow(), field, CauseFound.list(ports), section)
                  .with("section", section);
            });
  }

  private static boolean targets(PolicyOutcome outcome, CauseContext scene, boolean inForce) {
    return outcome.namespace().equals(scene.namespace())
        && outcome.targets().stream()
            .filter(target -> target.kind().equals("Service"))
            .filter(target -> target.name().equals(scene.service()))
            .anyMatch(target -> target.found() && target.inForce() == inForce);
  }

  private static Optional<CauseEvidence> conflicted(CauseContext scene) {
    List<PolicyOutcome> outcomes = Policies.judge(scene.seen());
    boolean beaten =
        outcomes.stream()
            .anyMatch(one -> one.name().equals(scene.policy()) && targets(one, scene, false));
    return outcomes.stream()
        .filter(one -> beaten && !one.name().equals(scene.policy()) && targets(one, scene, true))
        .findFirst()
        .map(one -> beatenBy(scene, one));
  }

  private static CauseEvidence beatenBy(CauseContext scene, PolicyOutcome winner) {
    String created = "metadata.creationTimestamp";
    String ours = scene.thePolicy().map(one -> one.at(created).text("")).orElse("");
    return CauseEvidence.of(
            winner.policy(),
            created,
            say("explain.gap.afterPolicy", scene.policy(), ours),
            winner.policy().at(created).text(""))
        .with("other", winner.name())
        .doing(Act.Delete.of(winner.policy()));
  }

  private static Optional<CauseEvidence> notReconciled(CauseContext scene) {
    boolean once =
        scene.seen().istio().map(istio -> !IstioRelease.of(istio).looksAgain()).orElse(false);
    return scene
        .thePolicy()
        .filter(policy -> once && scene.theService().isPresent())
        .filter(policy -> reason(policy, scene).equals("TargetNotFound"))
        .map(
            policy ->
                CauseEvidence.of(
                        policy,
                        "status.ancestors[].conditions[Accepted].reason",
                        "Accepted",
                        "TargetNotFound")
                    .doing(Act.Delete.of(policy), scene.redo(Part.POLICY)));
  }

  /** The reason of the condition Accepted that Istio wrote for this very generation. */
  private static String reason(Tree policy, CauseContext scene) {
    long generation = policy.at("metadata.generation").number(0);
    return policy.at("status.ancestors").items().stream()
        .filter(one -> one.at("ancestorRef.name").text("").equals(scene.service()))
        .flatMap(one -> one.get("conditions").items().stream())
        .filter(one -> one.get("type").text("").equals("Accepted"))
        .filter(one -> one.get("observedGeneration").number(-1) == generation)
        .map(one -> one.get("reason").text(""))
        .findFirst()
        .orElse("");
  }
}

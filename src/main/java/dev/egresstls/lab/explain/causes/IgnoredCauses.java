package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.mesh.istio.Difference;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import java.util.List;
import java.util.Optional;

/** Causes in what a BackendTLSPolicy asks istiod not to do. */
final class IgnoredCauses {
  static final List<Row> ROWS =
      List.of(
          Row.of("policy-ignored", Topic.POLICY_STATUS, Topic.PATH)
              .byHand(
                  "kubectl -n ${ns} annotate backendtlspolicy ${policy} "
                      + PolicyOutcome.SKIP
                      + "-")
              .read(Part.POLICY)
              .byRelease(Difference.READS_SKIP_ANNOTATION.since())
              .when(IgnoredCauses::ignored));

  private IgnoredCauses() {}

  private static Optional<CauseEvidence> ignored(CauseContext scene) {
    return Policies.judge(scene.seen()).stream()
        .filter(PolicyOutcome::skipped)
        .map(PolicyOutcome::policy)
        .filter(policy -> scene.thePolicy().filter(policy::equals).isPresent())
        .findFirst()
        .map(
            policy ->
                CauseEvidence.of(
                        policy,
                        "metadata.annotations[" + PolicyOutcome.SKIP + "]",
                        say("explain.gap.notSet"),
                        policy.at("metadata.annotations").get(PolicyOutcome.SKIP).text(""))
                    .doing(
                        CauseFound.without(policy, "metadata", "annotations", PolicyOutcome.SKIP)));
  }
}

package dev.egresstls.lab.explain.known;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.scene.Row;
import dev.egresstls.lab.explain.scene.Scene;
import dev.egresstls.lab.explain.scene.Sighting;
import dev.egresstls.lab.explain.scene.Topic;
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
              .read("`show policy`")
              .byRelease()
              .when(IgnoredCauses::ignored));

  private IgnoredCauses() {}

  private static Optional<Sighting> ignored(Scene scene) {
    return Policies.judge(scene.seen()).stream()
        .filter(PolicyOutcome::skipped)
        .map(PolicyOutcome::policy)
        .filter(policy -> scene.thePolicy().filter(policy::equals).isPresent())
        .findFirst()
        .map(
            policy ->
                Sighting.of(
                        policy,
                        "metadata.annotations[" + PolicyOutcome.SKIP + "]",
                        say("explain.gap.notSet"),
                        policy.at("metadata.annotations").get(PolicyOutcome.SKIP).text(""))
                    .doing(Found.without(policy, "metadata", "annotations", PolicyOutcome.SKIP)));
  }
}

package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.practice.controlplane.Controller;
import dev.egresstls.lab.practice.controlplane.ControllerContext;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import java.util.Map;

/**
 * Writes the status of every BackendTLSPolicy as the running version of istiod does; nothing at all
 * where that version ignores them.
 */
public final class PolicyStatusWriter implements Controller {
  /** The field manager of istiod's status writer. */
  private static final String MANAGER = "pilot-discovery";

  private final ControllerContext context;

  public PolicyStatusWriter(ControllerContext context) {
    this.context = context;
  }

  @Override
  public void seen(ObjectChange change) {
    boolean atWork =
        MeshReader.matters(change.resource().key())
            && IstiodDeployment.in(context.objects())
                .map(IstiodDeployment::available)
                .orElse(false);
    if (atWork && !context.objects().list(MeshReader.POLICIES).isEmpty()) {
      Observation seen = MeshReader.read(context.objects(), Map.of());
      Policies.judge(seen).forEach(this::write);
    }
  }

  private void write(PolicyOutcome outcome) {
    Tree status = outcome.status(context.clock().now());
    if (!outcome.writesStatus() || status.equals(outcome.policy().get("status"))) {
      return;
    }
    context
        .objects()
        .modifyStatus(
            MeshReader.POLICIES,
            outcome.namespace(),
            outcome.name(),
            MANAGER,
            now ->
                now.at("metadata.generation").equals(outcome.policy().at("metadata.generation"))
                    ? now.with("status", status)
                    : now);
  }
}

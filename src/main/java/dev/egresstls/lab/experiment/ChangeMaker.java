package dev.egresstls.lab.experiment;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.ledger.LedgeredResources;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Rollout;
import dev.egresstls.lab.world.WaitUntil;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Makes changes through the ledger, and waits until the cluster has followed each. */
final class ChangeMaker {
  private static final Duration HEARD = Duration.ofSeconds(10);
  private static final Duration ROLLED_OUT = Duration.ofSeconds(120);

  /** What the mesh view watches: a change of these is waited for until the watch has heard it. */
  private static final Set<String> WATCHED =
      Set.of(
          "Namespace",
          "Service",
          "EndpointSlice",
          "Deployment",
          "ConfigMap",
          "BackendTLSPolicy",
          "DestinationRule");

  private final LabRun run;
  private final LedgeredWorld world;
  private final Vars vars;
  private final Consumer<Changed> tell;

  /**
   * One that makes changes in a group of the ledger.
   *
   * @param tell hears of each change when it was made
   */
  ChangeMaker(LabRun run, LedgeredWorld world, Vars vars, Consumer<Changed> tell) {
    this.run = run;
    this.world = world;
    this.vars = vars;
    this.tell = tell;
  }

  /** Makes one change; gives what came of that which must be seen after it. */
  List<Finding> make(Turn turn) throws InterruptedException {
    LedgeredResources resources = world.resources().orElseThrow();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    for (Changed changed : turn.change().match(new ChangeApplier(resources, vars))) {
      tell.accept(changed);
      heard(resources, changed);
    }
    return run.pausedRun().await(turn.until(), vars);
  }

  /** Waits until the watches have heard of a change, and a Deployment has followed it. */
  private void heard(Resources resources, Changed changed) throws InterruptedException {
    if (!WATCHED.contains(changed.ref().kind())) {
      return;
    }
    boolean rollout = changed.ref().kind().equals("Deployment") && !changed.now().isMissing();
    WaitUntil.until(resources, rollout ? ROLLED_OUT : HEARD, () -> isHeard(changed, rollout));
  }

  private boolean isHeard(Changed changed, boolean rollout) throws InterruptedException {
    List<Tree> objects = run.mesh().objects();
    return changed.isSeenIn(objects)
        && (!rollout
            || objects.stream()
                .filter(one -> one.at("metadata.name").text("").equals(changed.ref().name()))
                .filter(one -> one.get("kind").text("").equals("Deployment"))
                .anyMatch(Rollout::done));
  }
}

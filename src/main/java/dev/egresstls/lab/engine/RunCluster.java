package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.LedgeredResources;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.World;

/** The cluster of a run. */
final class RunCluster {
  private RunCluster() {}

  /** Whether nobody else is at work in the cluster: it is simulated, or is a throwaway cluster. */
  static boolean isAlone(World world) {
    return world
        .cluster()
        .map(Cluster::facts)
        .map(facts -> facts.practice() || facts.throwaway().isPresent())
        .orElse(true);
  }

  /**
   * The cluster, for what needs one.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if none has been created yet
   */
  static Cluster of(World world) {
    return world.cluster().orElseThrow(() -> none().failure());
  }

  /**
   * Its objects, to be changed through the ledger.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if none has been created yet
   */
  static LedgeredResources resources(LedgeredWorld world) {
    return world.resources().orElseThrow(() -> none().failure());
  }

  private static Problem none() {
    return Problem.of(Problem.Kind.PRECONDITION, say("engine.noCluster"), say("engine.firstStep"));
  }
}

package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.World;

/** The cluster of a run. */
final class RunCluster {
  private RunCluster() {}

  /**
   * The cluster, for what needs one.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if none has been created yet
   */
  static Cluster of(World world) {
    return world
        .cluster()
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.PRECONDITION, say("engine.noCluster"), say("engine.firstStep"))
                    .failure());
  }
}

package dev.egresstls.lab.engine;

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
                        Problem.Kind.PRECONDITION,
                        "there is no cluster yet",
                        "do the first step: it creates one")
                    .failure());
  }
}

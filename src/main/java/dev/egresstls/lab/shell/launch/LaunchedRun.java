package dev.egresstls.lab.shell.launch;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.world.World;

/**
 * A world with a run in it.
 *
 * @param banner what can be said now that the cluster has answered
 * @param allowed whether the user has already agreed to changes of this cluster
 * @param scratch opens further practice clusters
 */
public record LaunchedRun(
    LaunchBanner banner, World world, LabRun run, boolean allowed, ScratchClusters scratch)
    implements AutoCloseable {
  @Override
  public void close() {
    run.close();
    world.close();
  }
}

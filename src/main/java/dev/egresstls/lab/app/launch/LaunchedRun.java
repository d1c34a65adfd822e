package dev.egresstls.lab.app.launch;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.world.World;

/**
 * A world with a run in it.
 *
 * @param banner what can be said now that the cluster has answered
 * @param approval whether the user lets this cluster be changed, asked once
 * @param trackBecause why it is the track that it is, as half a sentence
 * @param scratch opens further practice clusters
 */
public record LaunchedRun(
    LaunchBanner banner,
    World world,
    LabRun run,
    Approval approval,
    String trackBecause,
    ScratchClusters scratch)
    implements AutoCloseable {
  @Override
  public void close() {
    try {
      run.close();
    } finally {
      world.close();
    }
  }
}

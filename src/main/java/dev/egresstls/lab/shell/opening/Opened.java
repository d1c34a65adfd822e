package dev.egresstls.lab.shell.opening;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.world.World;

/**
 * A world with a run in it.
 *
 * @param cover what can be said now that the cluster has answered
 * @param allowed whether the user has already agreed to changes of this cluster
 * @param scratch opens further practice clusters
 */
public record Opened(Cover cover, World world, LabRun run, boolean allowed, Scratch scratch)
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

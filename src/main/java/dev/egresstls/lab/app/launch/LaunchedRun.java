package dev.egresstls.lab.app.launch;

import dev.egresstls.lab.classroom.Seat;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.world.World;
import java.util.Optional;

/**
 * A world with a run in it.
 *
 * @param banner what can be said now that the cluster has answered
 * @param approval whether the user lets this cluster be changed, asked once
 * @param trackBecause why it is the track that it is, as half a sentence
 * @param scratch opens further practice clusters
 * @param seat the learner's place in a class; empty outside of a class
 */
public record LaunchedRun(
    LaunchBanner banner,
    World world,
    LabRun run,
    Approval approval,
    String trackBecause,
    ScratchClusters scratch,
    Optional<Seat> seat)
    implements AutoCloseable {
  /** A run outside of a class. */
  public LaunchedRun(
      LaunchBanner banner,
      World world,
      LabRun run,
      Approval approval,
      String trackBecause,
      ScratchClusters scratch) {
    this(banner, world, run, approval, trackBecause, scratch, Optional.empty());
  }

  @Override
  public void close() {
    try {
      seat.ifPresent(Seat::close);
      run.close();
    } finally {
      world.close();
    }
  }
}

package dev.egresstls.lab.app.launch;

import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.world.ContextLook;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How a session opens: the cover quickly, the cluster after that. */
public interface Launch {
  /** What can be said at once. Takes milliseconds. */
  LaunchBanner banner();

  /**
   * The same in a practice cluster of its own, with nothing in it yet.
   *
   * @param track the track's id; empty for the one that a practice cluster has by itself
   */
  Launch anew(Optional<String> track);

  /** All contexts of the kubeconfig, and what the cluster of each is. May take seconds. */
  List<ContextLook> contexts() throws InterruptedException;

  /**
   * Opens the world and looks at every step. May take seconds.
   *
   * @param known gets the final cover as soon as it is known where the session takes place, which
   *     may be well before every step has been looked at
   * @param sink hears of everything that happens
   * @throws dev.egresstls.lab.lab.LabFailure if there is no cluster to work on
   */
  LaunchedRun open(Consumer<LaunchBanner> known, Sink sink) throws InterruptedException;
}

package dev.egresstls.lab.shell.opening;

import dev.egresstls.lab.event.Sink;

/** How a sitting opens: the cover quickly, the cluster after that. */
public interface Opening {
  /** What can be said at once. Takes milliseconds. */
  Cover cover();

  /**
   * Opens the world and looks at every step. May take seconds.
   *
   * @param sink hears of everything that happens
   * @throws dev.egresstls.lab.lab.LabFailure if there is no cluster to work on
   */
  Opened open(Sink sink) throws InterruptedException;
}

package dev.egresstls.lab.shell.opening;

import dev.egresstls.lab.event.Sink;
import java.util.function.Consumer;

/** How a sitting opens: the cover quickly, the cluster after that. */
public interface Opening {
  /** What can be said at once. Takes milliseconds. */
  Cover cover();

  /**
   * Opens the world and looks at every step. May take seconds.
   *
   * @param known gets the final cover as soon as it is known where the sitting takes place, which
   *     may be well before every step has been looked at
   * @param sink hears of everything that happens
   * @throws dev.egresstls.lab.lab.LabFailure if there is no cluster to work on
   */
  Opened open(Consumer<Cover> known, Sink sink) throws InterruptedException;
}

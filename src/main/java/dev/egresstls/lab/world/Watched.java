package dev.egresstls.lab.world;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Objects that are kept up to date by one list and one watch. */
public interface Watched {
  /** Whether the objects are known. */
  enum State {
    /** The first list is in progress. */
    STARTING,
    /** {@link #items} is what the server has. */
    SYNCED,
    /** The server does not serve this kind (it is asked again when a CRD is established). */
    NO_SUCH_KIND,
    /** The server said no, or went away: {@link #problem} says which. */
    FAILED
  }

  State state();

  /** Why the state is {@link State#FAILED}. */
  Optional<Problem> problem();

  /** What is known now, by namespace and name. */
  List<Tree> items();

  /**
   * Asks for the objects again: a watch that has died unseen says nothing of what is gone.
   *
   * @param trusted how long ago the server may last have been heard for nothing to be asked
   * @return completes when {@link #items} is what the server had then or later, or when it is known
   *     why not: {@link #state} says so then
   */
  default CompletableFuture<Void> renewed(Duration trusted) {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * A sentence that the objects are listed now and then, since the server's watches end at once.
   */
  default Optional<String> unwatched() {
    return Optional.empty();
  }
}

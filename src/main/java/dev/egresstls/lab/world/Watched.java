package dev.egresstls.lab.world;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/** Objects that are kept up to date by one list and one watch. */
public interface Watched {
  /** Whether the objects are known. */
  enum State {
    /** The first list is under way. */
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
}

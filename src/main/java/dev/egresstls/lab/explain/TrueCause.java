package dev.egresstls.lab.explain;

import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.lab.Problem;
import java.util.List;
import java.util.Objects;

/**
 * A cause that is true of a cluster, and the way out.
 *
 * @param told the sentences for people
 * @param acts what fixes it, in order; empty if the lab can do nothing
 * @param passing whether it may pass by itself
 * @param meshWide whether the acts change Istio itself, which others may use, too
 */
public record TrueCause(Cause told, List<Act> acts, boolean passing, boolean meshWide) {
  public TrueCause {
    Objects.requireNonNull(told);
    acts = List.copyOf(acts);
  }

  /** Whether the lab leaves it, because what would have to be changed is someone else's. */
  public boolean left() {
    return !told.left().isEmpty();
  }

  /**
   * Refuses what would change someone else's object.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) with the command that does it by hand
   */
  public void mustBeTheLabs() {
    if (left()) {
      throw Problem.of(Problem.Kind.UNSAFE, told.left(), told.byHand()).failure();
    }
  }

  public String id() {
    return told.id();
  }
}

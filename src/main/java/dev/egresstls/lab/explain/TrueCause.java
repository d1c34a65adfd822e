package dev.egresstls.lab.explain;

import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.explain.scene.Act;
import java.util.List;
import java.util.Objects;

/**
 * A cause that is true of a cluster, and the way out.
 *
 * @param told as a person is told
 * @param acts what gets rid of it, in order; empty if the lab can do nothing
 * @param passing whether it may pass by itself
 * @param deletes objects among the acts that the lab did not make and that are then gone
 */
public record TrueCause(Cause told, List<Act> acts, boolean passing, List<String> deletes) {
  public TrueCause {
    Objects.requireNonNull(told);
    acts = List.copyOf(acts);
    deletes = List.copyOf(deletes);
  }

  public String id() {
    return told.id();
  }
}

package dev.egresstls.lab.lab.whatif;

import dev.egresstls.lab.lab.Check;
import java.util.List;
import java.util.Objects;

/**
 * One change, and what must be seen before the next thing is done.
 *
 * @param until waited for; may be empty
 */
public record Turn(Change change, List<Check> until) {
  public Turn {
    Objects.requireNonNull(change);
    until = List.copyOf(until);
  }
}

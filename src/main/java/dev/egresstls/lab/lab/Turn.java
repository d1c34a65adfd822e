package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Objects;

/**
 * One change, and what must be seen before the next thing is done.
 *
 * @param until waited for; may be empty
 */
public record Turn(WhatIfChange change, List<Check> until) {
  public Turn {
    Objects.requireNonNull(change);
    until = List.copyOf(until);
  }

  /** Whether it changes what holds for the whole mesh: its settings, or istiod itself. */
  public boolean meshWide() {
    return change instanceof WhatIfChange.MeshConfig || change instanceof WhatIfChange.IstiodEnv;
  }
}

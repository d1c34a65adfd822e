package dev.egresstls.lab.check;

import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;

/** A check, what was seen, and what came of it. */
public record Finding(Check check, Evidence evidence, Verdict verdict) {
  public boolean met() {
    return verdict.met();
  }
}

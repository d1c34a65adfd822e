package dev.egresstls.lab.check;

import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Problem;

/** A check, what was seen, and what came of it. */
public record Finding(Check check, Evidence evidence, Verdict verdict) {
  public boolean met() {
    return verdict.met();
  }

  /** Whether a later look may find something else: what is forbidden stays forbidden. */
  boolean worthWaiting() {
    boolean refused =
        evidence.problem().map(problem -> problem.kind() == Problem.Kind.DENIED).orElse(false);
    return !met() && !refused;
  }
}

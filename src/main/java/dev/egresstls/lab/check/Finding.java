package dev.egresstls.lab.check;

import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Problem;

/** A check, what was seen, and what came of it. */
public record Finding(Check check, Evidence evidence, Verdict verdict) {
  public boolean met() {
    return verdict.met();
  }

  /** Whether the cluster does not let it be looked at. */
  public boolean denied() {
    return evidence.problem().map(problem -> problem.kind() == Problem.Kind.DENIED).orElse(false);
  }

  /** Whether a later look may find something else: what is forbidden stays forbidden. */
  boolean worthWaiting() {
    return !met() && !denied();
  }
}

package dev.egresstls.lab.explain;

import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Names the likeliest cause of red verdicts. */
public final class Causes {
  private Causes() {}

  /** The verdicts, the red ones with their cause where one is known. */
  public static List<Verdict> named(List<Verdict> verdicts, List<Tree> objects, Vars vars) {
    return verdicts;
  }
}

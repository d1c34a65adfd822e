package dev.egresstls.lab.explain;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Fills a caveat in with what was seen. */
public final class Caveat {
  private Caveat() {}

  /**
   * The caveat with this run's values.
   *
   * @param markdown as the author wrote it; may use the names {@link Probe.Request#TOLD}
   * @param found what the step's checks found
   */
  public static String told(String markdown, Vars vars, List<Finding> found) {
    Vars all = vars;
    for (Finding finding : found) {
      if (finding.check().probe() instanceof Probe.Request) {
        all = with(all, finding.evidence().tree());
      }
    }
    return all.show(markdown);
  }

  private static Vars with(Vars vars, Tree seen) {
    Vars all = vars;
    for (String name : Probe.Request.TOLD) {
      if (seen.get(name).isPresent()) {
        all = all.with(name, List.of(seen.get(name).text("")));
      }
    }
    return all;
  }
}

package dev.egresstls.lab.experiment;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Fault;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Which faults a challenge may break in a cluster. */
public final class FaultChoice {
  private final LabRun run;

  /** For the cluster of a run. */
  public FaultChoice(LabRun run) {
    this.run = run;
  }

  /**
   * What may be broken at once, in the order of a seed: the same seed gives the same order in a
   * cluster of the same version.
   */
  public List<List<Fault>> all(ChallengeLevel level, long seed) throws InterruptedException {
    List<Fault> faults = possible();
    Vars vars = AttemptSender.withAddresses(run.vars(), run.dns());
    List<Set<Ref>> touched = faults.stream().map(fault -> TouchedObjects.of(fault, vars)).toList();
    List<List<Fault>> choices = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      if (level.faults() == 1) {
        choices.add(List.of(faults.get(i)));
        continue;
      }
      for (int j = i + 1; j < faults.size(); j++) {
        // Neither changes an object that the other does: each can be found and fixed alone.
        if (Collections.disjoint(touched.get(i), touched.get(j))) {
          choices.add(List.of(faults.get(i), faults.get(j)));
        }
      }
    }
    Collections.shuffle(choices, new Random(seed));
    return choices;
  }

  /** What this cluster can show without a change of what others use, too. */
  private List<Fault> possible() throws InterruptedException {
    Offers offers = new Offers(run, run.world());
    List<Fault> possible = new ArrayList<>();
    List<Fault> all = new ArrayList<>(run.lab().faults());
    for (WhatIf whatIf : run.lab().whatIfs()) {
      Fault.of(whatIf).ifPresent(all::add);
    }
    for (Fault fault : all) {
      if (fault.turns().stream().noneMatch(Turn::meshWide)
          && offers.misfit(fault.requires(), fault.id()).isEmpty()) {
        possible.add(fault);
      }
    }
    return possible;
  }
}

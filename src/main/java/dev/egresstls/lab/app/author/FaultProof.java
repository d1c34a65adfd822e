package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.experiment.Challenge;
import dev.egresstls.lab.experiment.ChallengeLevel;
import dev.egresstls.lab.experiment.FaultChoice;
import dev.egresstls.lab.lab.Fault;
import dev.egresstls.lab.lab.LabFailure;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether each fault of a lab breaks what its request shows, and is undone. */
final class FaultProof {
  private final LabRun run;
  private final ProofCases cases;

  FaultProof(LabRun run, ProofCases cases) {
    this.run = run;
    this.cases = cases;
  }

  /**
   * Proves each fault that this cluster can show.
   *
   * @param known those that were proved elsewhere; gets those that are proved here
   */
  void all(Set<String> known) throws InterruptedException {
    Set<Fault> possible =
        new FaultChoice(run)
            .all(ChallengeLevel.EASY, 1).stream().flatMap(List::stream).collect(Collectors.toSet());
    for (Fault fault : run.lab().faults()) {
      if (possible.contains(fault) && known.add(fault.id())) {
        String[] at = {"faults", fault.id()};
        cases.tried(say("app.author.fault", fault.id()), at, () -> wrong(fault));
      }
    }
  }

  /** Where the request does not show it, the challenge says so and breaks nothing. */
  private List<String> wrong(Fault fault) throws InterruptedException {
    try {
      Challenge broken = Challenge.begin(run, ChallengeLevel.EASY, 1, List.of(List.of(fault)));
      return broken.end().whole() ? List.of() : List.of(say("app.author.not-undone"));
    } catch (LabFailure e) {
      if (e.problem().what().equals(say("challenge.none"))) {
        return List.of(say("app.author.fault.none"));
      }
      throw e;
    }
  }
}

package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.Consent;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Leftover;
import dev.egresstls.lab.render.ProblemLines;

/** What-ifs that an earlier run could not undo. */
final class UnfinishedExperiments {
  private UnfinishedExperiments() {}

  /** Undoes them, if that cluster may be changed without a question; else says so. */
  static void undo(Console console, LaunchedRun opened) throws InterruptedException {
    Experiments experiments = new Experiments(opened.run());
    if (Consent.needed(opened).isEmpty()) {
      experiments.undoLeftovers();
      return;
    }
    experiments
        .leftBehind()
        .map(UnfinishedExperiments::problem)
        .ifPresent(problem -> console.print(ProblemLines.of(problem, 2)));
  }

  private static Problem problem(Leftover left) {
    return Problem.of(
            Problem.Kind.UNSAFE,
            say("shell.try.left-behind", left.group().name()),
            say("shell.try.undo"))
        .because(left.summary());
  }
}

package dev.egresstls.lab.shell.whatif;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Leftover;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.shell.desk.Desk;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.trial.Trials;
import dev.egresstls.lab.world.World;

/** What-ifs that an earlier run could not take back. */
public final class UnfinishedTrials {
  private UnfinishedTrials() {}

  /** Takes them back, if that cluster may be changed without a question; else says so. */
  public static void takeBack(Desk desk, Opened opened) throws InterruptedException {
    Trials trials = new Trials(opened.run());
    boolean throwaway =
        opened.world().cluster().flatMap(cluster -> cluster.facts().throwaway()).isPresent();
    if (opened.world().mode() == World.Mode.PRACTICE || opened.allowed() || throwaway) {
      trials.takeBackLeftovers();
      return;
    }
    trials
        .leftBehind()
        .map(UnfinishedTrials::problem)
        .ifPresent(problem -> desk.print(ProblemLines.of(problem, 2)));
  }

  private static Problem problem(Leftover left) {
    return Problem.of(
            Problem.Kind.UNSAFE,
            say("shell.try.left-behind", left.group().name()),
            say("shell.try.take-back"))
        .because(left.summary());
  }
}

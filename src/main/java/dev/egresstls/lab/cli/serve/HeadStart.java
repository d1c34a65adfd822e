package dev.egresstls.lab.cli.serve;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.world.World;
import java.util.Map;

/** Does the first steps of a lab, so that a learner can begin in its middle. */
final class HeadStart {
  private HeadStart() {}

  /**
   * Does every step before one.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if one of them does not hold then
   */
  public static void before(int step, Lab lab, World world) throws InterruptedException {
    try (LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), event -> {})) {
      for (int number = 1; number < step; number++) {
        run.step(number);
        if (run.session().state(number) != StepState.HOLDS) {
          throw Problem.of(
                  Problem.Kind.PRECONDITION,
                  say("cli.serve.step", number, lab.steps().get(number - 1).title()),
                  say("cli.serve.step.try"))
              .failure();
        }
      }
    }
  }
}

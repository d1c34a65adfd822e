package dev.egresstls.lab.cli.trace;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.world.World;

/** Brings a practice cluster of this process, which is empty, to where there is a way to follow. */
final class PreparedPractice {
  private PreparedPractice() {}

  /** Does every step of a practice run that sends no request; leaves any other cluster alone. */
  static void beforeRequest(LaunchedRun opened) throws InterruptedException {
    LabRun run = opened.run();
    boolean simulated = opened.world().cluster().filter(one -> one.facts().practice()).isPresent();
    if (opened.world().mode() != World.Mode.PRACTICE || !simulated) {
      return;
    }
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      Step step = run.lab().steps().get(number - 1);
      boolean sends = step.actions().stream().anyMatch(Action.SendRequest.class::isInstance);
      if (!sends && !run.step(number)) {
        throw Problem.of(
                Problem.Kind.PRECONDITION,
                say("cli.trace.step", number, step.title()),
                say("cli.trace.step.try"))
            .failure();
      }
    }
  }
}

package dev.egresstls.lab.cli.trace;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.shell.launch.LaunchedRun;

/** Brings a practice cluster of this process, which is empty, to where there is a way to follow. */
final class PreparedPractice {
  private PreparedPractice() {}

  /** Does every step of a practice run that sends no request; leaves any other cluster alone. */
  static void beforeRequest(LaunchedRun opened) throws InterruptedException {
    LabRun run = opened.run();
    if (!opened.world().fleeting()) {
      return;
    }
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      Step step = run.lab().steps().get(number - 1);
      boolean sends = step.actions().stream().anyMatch(Action.SendRequest.class::isInstance);
      if (!sends && !run.step(number)) {
        String what = say("cli.trace.step", number, step.title());
        throw run.reports()
            .get(number - 1)
            .blame()
            .orElse(Problem.of(Problem.Kind.PRECONDITION, what, say("cli.trace.step.try")))
            .failure();
      }
    }
  }
}

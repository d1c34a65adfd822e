package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;

/** Brings a practice cluster of this process, which is empty, to where there is a way to follow. */
public final class PreparedPractice {
  private PreparedPractice() {}

  /** Does every step that sends no request, if the cluster ends with this process. */
  public static void beforeRequest(LaunchedRun opened) throws InterruptedException {
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

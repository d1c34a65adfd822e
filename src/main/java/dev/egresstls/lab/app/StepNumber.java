package dev.egresstls.lab.app;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.value.Spelling;
import java.util.List;

/** Reads a step's number, or its id or label, from what was typed. */
public final class StepNumber {
  private StepNumber() {}

  /**
   * The number of the step that a text names.
   *
   * @return from 1 to the number of steps
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if it names none
   */
  public static int of(Lab lab, String typed) {
    int byName = lab.numberOf(typed);
    if (byName > 0) {
      return byName;
    }
    for (int i = 0; i < lab.steps().size(); i++) {
      var step = lab.steps().get(i);
      if (step.label().equals(typed)
          || step.renamedFrom().contains(typed)
          || typed.equals(String.valueOf(i + 1))) {
        return i + 1;
      }
    }
    List<String> ids = lab.steps().stream().map(Step::id).toList();
    throw Problem.of(
            Problem.Kind.USAGE,
            say("shell.step.none", typed, Spelling.hint(typed, ids)),
            say("shell.step.number", lab.steps().size()),
            say("shell.step.one-of", String.join(", ", ids)))
        .failure();
  }
}

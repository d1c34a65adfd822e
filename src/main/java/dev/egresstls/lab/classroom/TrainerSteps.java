package dev.egresstls.lab.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.doctor.StepAccess;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.Access;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of a lab that are the trainer's: they change more than a learner's namespace. */
public final class TrainerSteps {
  private static final Set<String> LOOKS = Set.of("get", "list", "watch");

  private TrainerSteps() {}

  /** Whether a step is. */
  public static boolean has(Step step, Vars vars) {
    String own = vars.text("ns").orElse("default");
    return step.actions().stream().anyMatch(Action.Tool.class::isInstance)
        || StepAccess.of(step, vars, label -> true).stream()
            .anyMatch(access -> changesOutside(access, own));
  }

  private static boolean changesOutside(Access access, String own) {
    return !LOOKS.contains(access.verb()) && !access.namespace().equals(Optional.of(own));
  }

  /**
   * Why a learner cannot do some steps: one of them is the trainer's, and does not hold.
   *
   * @return empty if none of them is
   */
  public static Optional<Problem> problem(LabRun run, int first, int last) {
    Lab lab = run.lab();
    for (int number = first; number <= last; number++) {
      Step step = lab.steps().get(number - 1);
      if (run.changesAnything(number) && has(step, values(run.vars()))) {
        return Optional.of(
            Problem.of(
                Problem.Kind.PRECONDITION,
                say("classroom.step.trainers", number, step.label(), seen(run, number)),
                say("classroom.step.trainers.try")));
      }
    }
    return Optional.empty();
  }

  /** Addresses that a later step finds out play no part. */
  private static Vars values(Vars vars) {
    return vars.has("ips") ? vars : vars.with("ips", List.of("192.0.2.1"));
  }

  private static String seen(LabRun run, int number) {
    return run.reports().get(number - 1).verdicts().stream()
        .flatMap(verdict -> verdict.gaps().stream())
        .map(gap -> Neutral.line(gap.subject() + ": " + gap.saw()))
        .findFirst()
        .orElse("?");
  }
}

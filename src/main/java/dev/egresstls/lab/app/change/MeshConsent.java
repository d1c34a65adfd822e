package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.experiment.MeshWide;
import dev.egresstls.lab.lab.Problem;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks before Istio itself is changed in a mesh that others use, too. */
public final class MeshConsent {
  /** What to say where nobody can be asked. */
  public static final String OPTION = "--allow-mesh-wide";

  /** What the user chose. */
  enum Choice {
    CHANGE,
    SCRATCH
  }

  private MeshConsent() {}

  /** Lets a what-if change Istio, or shows it on a practice cluster of its own instead. */
  static Choice toTry(LaunchedRun opened, User user, String whatIf) throws InterruptedException {
    return ask(user, needed(opened, OPTION, say("experiment.mesh.scratch", whatIf)), true);
  }

  /** Lets a fix change Istio. */
  static void toFix(LaunchedRun opened, User user) throws InterruptedException {
    ask(user, needed(opened, OPTION, say("experiment.mesh.byHand")), false);
  }

  private static Optional<Problem> needed(LaunchedRun opened, String... tries) {
    LabRun run = opened.run();
    return MeshWide.problem(opened.world(), run.vars().namespace(), tries);
  }

  private static Choice ask(User user, Optional<Problem> needed, boolean scratch)
      throws InterruptedException {
    if (needed.isEmpty()) {
      return Choice.CHANGE;
    }
    Problem problem = needed.get();
    if (!user.attended()) {
      throw problem.failure();
    }
    user.explain(problem);
    Predicate<String> yes = "yes"::equalsIgnoreCase;
    Question question =
        scratch
            ? Question.of(say("shell.mesh.ask-scratch"), yes.or(MeshConsent::isScratch))
            : Question.of(say("shell.mesh.ask"), yes);
    return isScratch(user.answer(question).orElseThrow(problem::failure))
        ? Choice.SCRATCH
        : Choice.CHANGE;
  }

  private static boolean isScratch(String typed) {
    return typed.equalsIgnoreCase("scratch");
  }
}

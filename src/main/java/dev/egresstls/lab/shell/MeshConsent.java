package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.experiment.MeshWide;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks before Istio itself is changed in a mesh that others use, too. */
public final class MeshConsent {
  /** What to say where nobody can be asked. */
  public static final String OPTION = "--allow-mesh-wide";

  /** What the user chose. */
  public enum Choice {
    CHANGE,
    SCRATCH
  }

  private MeshConsent() {}

  /** Why a what-if that changes Istio needs a word of its own; empty if it hits nobody else. */
  public static Optional<Problem> toTry(LaunchedRun opened, String whatIf) {
    return needed(opened, OPTION, say("experiment.mesh.scratch", whatIf));
  }

  /** The same for a fix. */
  public static Optional<Problem> toFix(LaunchedRun opened) {
    return needed(opened, OPTION, say("experiment.mesh.byHand"));
  }

  private static Optional<Problem> needed(LaunchedRun opened, String... tries) {
    LabRun run = opened.run();
    return MeshWide.problem(opened.world(), run.vars().text("ns").orElse("default"), tries);
  }

  /**
   * Lets a change of Istio begin, or not.
   *
   * @param scratch whether it can be shown on a practice cluster of its own instead
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not agree
   */
  public static Choice ask(ShellSession lesson, Optional<Problem> needed, boolean scratch) {
    if (needed.isEmpty()) {
      return Choice.CHANGE;
    }
    Problem problem = needed.get();
    if (!lesson.console().attended()) {
      throw problem.failure();
    }
    Problem question =
        new Problem(problem.kind(), problem.what(), problem.because(), List.of(), problem.place());
    lesson.console().print(ProblemLines.of(question, 2));
    String prompt = "  " + (scratch ? say("shell.mesh.ask-scratch") : say("shell.mesh.ask")) + " ";
    String typed =
        lesson.console().read(() -> prompt).map(String::strip).orElse("").toLowerCase(Locale.ROOT);
    if (scratch && typed.equals("scratch")) {
      return Choice.SCRATCH;
    }
    if (!typed.equals("yes")) {
      throw problem.failure();
    }
    return Choice.CHANGE;
  }
}

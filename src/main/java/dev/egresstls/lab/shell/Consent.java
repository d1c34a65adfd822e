package dev.egresstls.lab.shell;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.Footprint;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.ClusterFacts;
import java.util.Optional;

/** Asks before the first change of a cluster that somebody may still need. */
public final class Consent {
  private Consent() {}

  /**
   * Why a cluster may not be changed without a word from the user; empty if it looks like one that
   * may be thrown away.
   */
  public static Optional<Problem> needed(Optional<Cluster> cluster, Lab lab, Vars vars) {
    return cluster
        .map(Cluster::facts)
        .filter(facts -> facts.throwaway().isEmpty() && !facts.practice())
        .map(facts -> problem(facts, lab, vars));
  }

  private static Problem problem(ClusterFacts facts, Lab lab, Vars vars) {
    String looks = facts.looksLike().isEmpty() ? "" : " (" + facts.looksLike() + ")";
    return Problem.of(
            Problem.Kind.UNSAFE,
            "\"" + facts.context() + "\" does not look like a throwaway cluster" + looks,
            "--allow-cluster " + facts.context() + " to let it",
            "--practice, which touches no cluster")
        .because(
            "the lab would create or change " + String.join(", ", Footprint.of(lab, vars::show)));
  }

  /**
   * Lets a step begin, or not.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not agree
   */
  static void ask(Lesson lesson, LabRun run, int number) throws InterruptedException {
    if (lesson.allowed() || !run.changesAnything(number)) {
      return;
    }
    Optional<Cluster> cluster = lesson.open().world().cluster();
    Optional<Problem> needed = needed(cluster, run.lab(), run.vars());
    if (needed.isEmpty()) {
      return;
    }
    String context = cluster.orElseThrow().facts().context();
    if (!lesson.desk().attended() || !agrees(lesson, needed.get(), context)) {
      throw needed.get().failure();
    }
    lesson.allow();
  }

  private static boolean agrees(Lesson lesson, Problem problem, String context) {
    Problem question =
        new Problem(
            problem.kind(),
            problem.what(),
            problem.because(),
            java.util.List.of(),
            problem.place());
    lesson.desk().print(ProblemLines.of(question, 2));
    String prompt = "  Type " + context + " to let it, or Enter to leave it alone: ";
    return lesson.desk().read(() -> prompt).map(String::strip).filter(context::equals).isPresent();
  }
}

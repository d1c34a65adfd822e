package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.render.Footprint;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.ClusterFacts;
import java.util.Optional;

/** Asks before the first change of a cluster that someone may still need. */
public final class Consent {
  private Consent() {}

  /**
   * Why a cluster may not be changed without a word from the user; empty if it looks like one that
   * is a throwaway cluster.
   */
  public static Optional<Problem> needed(Optional<Cluster> cluster, Lab lab, Vars vars) {
    return cluster
        .map(Cluster::facts)
        .filter(facts -> facts.throwaway().isEmpty() && !facts.practice())
        .map(facts -> problem(facts, lab, vars));
  }

  /**
   * The same for one what-if, which changes less than the lab and undoes it.
   *
   * @param whatIf with its changes
   */
  public static Optional<Problem> needed(Optional<Cluster> cluster, WhatIf whatIf) {
    return cluster
        .map(Cluster::facts)
        .filter(facts -> facts.throwaway().isEmpty() && !facts.practice())
        .map(facts -> problem(facts, scope(whatIf)));
  }

  private static String scope(WhatIf whatIf) {
    return whatIf.meshWide()
        ? say("shell.consent.what-if.mesh", whatIf.id())
        : say("shell.consent.what-if", whatIf.id());
  }

  /**
   * Lets a what-if begin, or not. Whether it may change Istio itself is {@link MeshConsent}'s
   * question.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not agree
   */
  public static void askToTry(ShellSession lesson, LaunchedRun opened, WhatIf whatIf) {
    Optional<Cluster> cluster = opened.world().cluster();
    Optional<Problem> needed = lesson.allowed() ? Optional.empty() : needed(cluster, whatIf);
    if (needed.isEmpty()) {
      return;
    }
    ClusterFacts facts = cluster.orElseThrow().facts();
    Problem problem = needed.get();
    if (!lesson.console().attended() || !agrees(lesson, problem, facts.context())) {
      throw problem.failure();
    }
    lesson.allow();
  }

  private static Problem problem(ClusterFacts facts, String would) {
    return Problem.of(
            Problem.Kind.UNSAFE,
            looks(facts),
            say("shell.consent.try", facts.context()),
            say("shell.consent.try-practice"))
        .because(would);
  }

  private static String looks(ClusterFacts facts) {
    return facts.looksLike().isEmpty()
        ? say("shell.consent.kept", facts.context())
        : say("shell.consent.kept-looks", facts.context(), facts.looksLike());
  }

  private static Problem problem(ClusterFacts facts, Lab lab, Vars vars) {
    return problem(
        facts, say("shell.consent.lab", String.join(", ", Footprint.of(lab, vars::show))));
  }

  /**
   * Lets a step begin, or not.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not agree
   */
  public static void ask(ShellSession lesson, LabRun run, int number) throws InterruptedException {
    if (run.changesAnything(number)) {
      ask(lesson, run);
    }
  }

  /**
   * Lets a change of the cluster begin, or not.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not agree
   */
  public static void ask(ShellSession lesson, LabRun run) throws InterruptedException {
    if (lesson.allowed()) {
      return;
    }
    Optional<Cluster> cluster = lesson.open().world().cluster();
    Optional<Problem> needed = needed(cluster, run.lab(), run.vars());
    if (needed.isEmpty()) {
      return;
    }
    String context = cluster.orElseThrow().facts().context();
    if (!lesson.console().attended() || !agrees(lesson, needed.get(), context)) {
      throw needed.get().failure();
    }
    lesson.allow();
  }

  private static boolean agrees(ShellSession lesson, Problem problem, String context) {
    Problem question =
        new Problem(
            problem.kind(),
            problem.what(),
            problem.because(),
            java.util.List.of(),
            problem.place());
    lesson.console().print(ProblemLines.of(question, 2));
    String prompt = "  " + say("shell.consent.ask", context) + " ";
    return lesson
        .console()
        .read(() -> prompt)
        .map(String::strip)
        .filter(context::equals)
        .isPresent();
  }
}

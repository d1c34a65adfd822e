package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.render.Footprint;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.world.ClusterFacts;
import java.util.List;
import java.util.Optional;

/**
 * Asks before the first change of a cluster that does not look like a throwaway one. It is asked
 * once: the answer is kept with what was opened.
 */
public final class Consent {
  private Consent() {}

  /** Why a cluster may not be changed without a word from the user; empty if it may. */
  public static Optional<Problem> needed(LaunchedRun opened) {
    return kept(opened)
        .map(
            facts -> {
              List<String> changed = Footprint.of(opened.run().lab(), opened.run().vars()::show);
              return problem(facts, say("shell.consent.lab", String.join(", ", changed)));
            });
  }

  /** The same for one what-if, which changes less than the lab and undoes it. */
  private static Optional<Problem> needed(LaunchedRun opened, WhatIf whatIf) {
    return kept(opened).map(facts -> problem(facts, scope(whatIf)));
  }

  /** The facts about a cluster that somebody may still need. */
  private static Optional<ClusterFacts> kept(LaunchedRun opened) {
    return opened.approval().agreed()
        ? Optional.empty()
        : opened
            .world()
            .cluster()
            .map(cluster -> cluster.facts())
            .filter(facts -> facts.throwaway().isEmpty() && !facts.practice());
  }

  private static String scope(WhatIf whatIf) {
    return whatIf.meshWide()
        ? say("shell.consent.what-if.mesh", whatIf.id())
        : say("shell.consent.what-if", whatIf.id());
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

  /**
   * Lets the lab change a cluster, or not.
   *
   * @return whether the user was asked just now, and agreed
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not agree
   */
  public static boolean require(LaunchedRun opened, User user) throws InterruptedException {
    return require(opened, user, needed(opened));
  }

  /** What is found out before the user is asked; it fails if it makes asking pointless. */
  @FunctionalInterface
  public interface Examination {
    /** What may get in the way. */
    List<Line> warnings() throws InterruptedException;
  }

  /**
   * The same after an examination. Where consent is needed and nobody is there to give it, nothing
   * is examined.
   */
  public static boolean require(LaunchedRun opened, User user, Examination before)
      throws InterruptedException {
    return require(opened, user, needed(opened), before);
  }

  /**
   * Lets a what-if begin, or not. Whether it may change Istio itself is {@link MeshConsent}'s
   * question.
   *
   * @return whether the user was asked just now, and agreed
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not agree
   */
  public static boolean requireToTry(LaunchedRun opened, User user, WhatIf whatIf)
      throws InterruptedException {
    return require(opened, user, needed(opened, whatIf));
  }

  /** The same after an examination. */
  static boolean requireToTry(LaunchedRun opened, User user, WhatIf whatIf, Examination before)
      throws InterruptedException {
    return require(opened, user, needed(opened, whatIf), before);
  }

  private static boolean require(
      LaunchedRun opened, User user, Optional<Problem> needed, Examination before)
      throws InterruptedException {
    if (!user.attended()) {
      require(opened, user, needed);
    }
    user.warn(before.warnings());
    return require(opened, user, needed);
  }

  private static boolean require(LaunchedRun opened, User user, Optional<Problem> needed)
      throws InterruptedException {
    if (needed.isEmpty()) {
      return false;
    }
    Problem problem = needed.get();
    String context = opened.world().cluster().orElseThrow().facts().context();
    if (!user.attended() || !types(user, problem, context)) {
      throw problem.failure();
    }
    opened.approval().agree();
    return true;
  }

  private static boolean types(User user, Problem problem, String context)
      throws InterruptedException {
    user.explain(problem);
    return user.answer(Question.of(say("shell.consent.ask", context), context::equals)).isPresent();
  }
}

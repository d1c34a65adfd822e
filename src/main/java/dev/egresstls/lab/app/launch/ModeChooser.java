package dev.egresstls.lab.app.launch;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.Worlds.Candidate;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.World.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses where to work: what the user named, else the current context if it answers. */
final class ModeChooser {

  /** Long enough for a machine nearby; one further off is asked again, and longer, in earnest. */
  private static final Duration PROBE = Duration.ofMillis(150);

  private ModeChooser() {}

  /**
   * What was chosen.
   *
   * @param note why it is practice, if nobody asked for that
   * @param problem why there is no cluster, if nobody may go on in practice because of that
   */
  record Chosen(
      Mode mode, Optional<Candidate> candidate, Optional<String> note, Optional<Problem> problem) {
    static Chosen of(Mode mode) {
      return new Chosen(mode, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Chosen live(Optional<Candidate> candidate) {
      return new Chosen(Mode.LIVE, candidate, Optional.empty(), Optional.empty());
    }

    static Chosen nowhere(Problem problem) {
      return new Chosen(Mode.LIVE, Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    static Chosen practiceBecause(String why) {
      return new Chosen(
          Mode.PRACTICE, Optional.empty(), Optional.of(becauseOf(why)), Optional.empty());
    }
  }

  /**
   * Chooses.
   *
   * @param person whether someone sees where the lab works, and may go on in practice if there is
   *     no cluster. Without a person that would pass a simulation off as the cluster.
   */
  static Chosen choose(LaunchOptions choice, Worlds worlds, boolean person) {
    if (choice.cluster().practice()) {
      return Chosen.of(Mode.PRACTICE);
    }
    if (choice.cluster().kind()) {
      return Chosen.of(Mode.KIND);
    }
    if (choice.cluster().named()) {
      return probed(worlds.candidate(choice), worlds);
    }
    try {
      Optional<Candidate> candidate = worlds.candidate(choice);
      if (!person) {
        return candidate.isPresent() ? probed(candidate, worlds) : Chosen.nowhere(noContext());
      }
      return candidate
          .map(one -> current(one, worlds))
          .orElseGet(() -> Chosen.practiceBecause(say("cli.where.none")));
    } catch (LabFailure e) {
      return person ? unreadable(e.problem()) : Chosen.nowhere(unusable(e.problem()));
    }
  }

  private static Chosen probed(Optional<Candidate> candidate, Worlds worlds) {
    candidate.ifPresent(one -> worlds.dead(one, Duration.ZERO)); // begins to connect
    return Chosen.live(candidate);
  }

  private static Chosen unreadable(Problem problem) {
    return Chosen.practiceBecause(
        problem
            .because()
            .map(why -> say("cli.where.no-cluster-because", problem.what(), why))
            .orElseGet(() -> say("cli.where.no-cluster", problem.what())));
  }

  /** The arguments were right; it is what the environment names that cannot be used. */
  private static Problem unusable(Problem problem) {
    List<String> tries = new ArrayList<>(problem.tries());
    if (!tries.contains(say("world.try.practice"))) {
      tries.add(say("world.try.practice"));
    }
    return new Problem(
        Problem.Kind.PRECONDITION, problem.what(), problem.because(), tries, problem.place());
  }

  private static Problem noContext() {
    return Problem.of(
        Problem.Kind.PRECONDITION,
        say("cli.where.no-context"),
        "--kubeconfig FILE",
        "--kind",
        say("world.try.practice"));
  }

  private static Chosen current(Candidate candidate, Worlds worlds) {
    return worlds
        .dead(candidate, PROBE)
        .map(problem -> Chosen.practiceBecause(noCluster(problem)))
        .orElseGet(() -> Chosen.live(Optional.of(candidate)));
  }

  /** Why it is practice, and how the lab gets to a cluster. */
  static String becauseOf(String why) {
    return why + " " + say("cli.where.own");
  }

  /** Why it is practice, where a cluster was meant. */
  static String noCluster(Problem problem) {
    return say("cli.where.none-because", problem.what());
  }
}

package dev.egresstls.lab.cli.open;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.open.Worlds.Candidate;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.World.Mode;
import java.time.Duration;
import java.util.Optional;

/** Chooses where to work: what the user named, else the current context if it answers. */
final class ModeChooser {

  /** Long enough for a machine nearby; one further off is asked again, and longer, in earnest. */
  private static final Duration KNOCK = Duration.ofMillis(150);

  private ModeChooser() {}

  /**
   * What was chosen.
   *
   * @param note why it is practice, if nobody asked for that
   */
  record Chosen(Mode mode, Optional<Candidate> candidate, Optional<String> note) {
    static Chosen of(Mode mode) {
      return new Chosen(mode, Optional.empty(), Optional.empty());
    }

    static Chosen practiceBecause(String why) {
      return new Chosen(Mode.PRACTICE, Optional.empty(), Optional.of(becauseOf(why)));
    }
  }

  static Chosen choose(Choice choice, Worlds worlds) {
    if (choice.practice()) {
      return Chosen.of(Mode.PRACTICE);
    }
    if (choice.kind()) {
      return Chosen.of(Mode.KIND);
    }
    if (choice.namesCluster()) {
      Optional<Candidate> named = worlds.candidate(choice);
      named.ifPresent(candidate -> worlds.dead(candidate, Duration.ZERO)); // begins to knock
      return new Chosen(Mode.LIVE, named, Optional.empty());
    }
    try {
      return worlds
          .candidate(choice)
          .map(candidate -> current(candidate, worlds))
          .orElseGet(() -> Chosen.practiceBecause(say("cli.where.none")));
    } catch (LabFailure e) {
      Problem problem = e.problem();
      return Chosen.practiceBecause(
          problem
              .because()
              .map(why -> say("cli.where.no-cluster-because", problem.what(), why))
              .orElseGet(() -> say("cli.where.no-cluster", problem.what())));
    }
  }

  private static Chosen current(Candidate candidate, Worlds worlds) {
    return worlds
        .dead(candidate, KNOCK)
        .map(problem -> Chosen.practiceBecause(noCluster(problem)))
        .orElseGet(() -> new Chosen(Mode.LIVE, Optional.of(candidate), Optional.empty()));
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

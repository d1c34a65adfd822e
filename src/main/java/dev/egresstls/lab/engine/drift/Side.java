package dev.egresstls.lab.engine.drift;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.NameResolver.Answer;
import java.util.Objects;
import java.util.Optional;

/**
 * What DNS says on one side: in the cluster, or on this machine.
 *
 * @param answer empty if nobody could be asked, or the name has no address
 * @param problem why there is no answer
 */
public record Side(Optional<Answer> answer, Optional<Problem> problem) {
  public Side {
    Objects.requireNonNull(answer);
    Objects.requireNonNull(problem);
  }

  /** Asks. */
  @FunctionalInterface
  interface Question {
    Answer ask() throws InterruptedException;
  }

  /** What an answer is, or why there is none. */
  static Side of(Question question) throws InterruptedException {
    try {
      return new Side(Optional.of(question.ask()), Optional.empty());
    } catch (LabFailure e) {
      if (e.problem().kind() == Problem.Kind.INTERRUPTED) {
        throw new InterruptedException();
      }
      return new Side(Optional.empty(), Optional.of(e.problem()));
    }
  }
}

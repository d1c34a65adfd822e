package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A failure as a person reads it: what, because of what, and what to try.
 *
 * @param kind decides the exit code
 * @param what one sentence without a full stop at the end
 * @param because the evidence, or empty
 * @param tries commands or changes that get past it, most likely first
 * @param place where in which file, if a file is at fault
 */
public record Problem(
    Kind kind, String what, Optional<String> because, List<String> tries, Optional<Place> place) {

  /** What sort of failure this is; each has the exit code that the process ends with. */
  public enum Kind {
    /** A check fails. */
    RED(1),
    /** The command line, a lab file or an answer is wrong. */
    USAGE(2),
    /** Something that the lab needs is missing or does not answer. */
    PRECONDITION(3),
    /** The cluster said no: authentication or authorization. */
    DENIED(4),
    /** It did not come about in the time given. */
    PATIENCE(5),
    /** Refused, because it could harm someone else's cluster. */
    UNSAFE(6),
    /** The user interrupted. */
    INTERRUPTED(130);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  /**
   * A place in a text file.
   *
   * @param file as the user would name it
   * @param line counted from 1
   * @param column counted from 1
   */
  public record Place(String file, int line, int column) {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  public Problem {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(what);
    Objects.requireNonNull(because);
    Objects.requireNonNull(place);
    tries = List.copyOf(tries);
  }

  /** A problem with no evidence and no place. */
  public static Problem of(Kind kind, String what, String... tries) {
    return new Problem(kind, what, Optional.empty(), List.of(tries), Optional.empty());
  }

  /** The same problem with its evidence. */
  public Problem because(String evidence) {
    return new Problem(kind, what, Optional.of(evidence), tries, place);
  }

  /** The same problem for somebody who is asked about it, and need not see what to try. */
  public Problem withoutTries() {
    return new Problem(kind, what, because, List.of(), place);
  }

  /** The same problem at a place in a file. */
  public Problem in(Place where) {
    return new Problem(kind, what, because, tries, Optional.of(where));
  }

  /** This problem as an exception, to be turned into a sentence in {@code Main} or the shell. */
  public LabFailure failure() {
    return new LabFailure(this);
  }
}

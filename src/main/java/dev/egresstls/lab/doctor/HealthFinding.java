package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import java.util.Objects;
import java.util.Optional;

/**
 * What the doctor found out about one thing.
 *
 * @param id of the probe that found it
 * @param severity whether it is fine, may get in the way, makes a step fail, or is not known
 * @param step the number of the step that it makes fail
 * @param sentence what is so, or why the step will fail
 * @param remedy what fixes it
 * @param kind decides the exit code of what fails
 */
public record HealthFinding(
    String id,
    Severity severity,
    Optional<Integer> step,
    String sentence,
    Optional<String> remedy,
    Problem.Kind kind) {
  /** How bad it is. */
  public enum Severity {
    FINE("success"),
    WARNING("warning"),
    FATAL("error"),
    UNKNOWN("unknown");

    private final String word;

    Severity(String word) {
      this.word = word;
    }

    /** The word for it in JSON. */
    public String word() {
      return word;
    }
  }

  public HealthFinding {
    Objects.requireNonNull(id);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(step);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(remedy);
    Objects.requireNonNull(kind);
  }

  /** All is well. */
  static HealthFinding fine(String sentence) {
    return new HealthFinding(
        "", Severity.FINE, Optional.empty(), sentence, Optional.empty(), Problem.Kind.RED);
  }

  /** Something may get in the way. */
  static HealthFinding warning(String sentence, String remedy) {
    return new HealthFinding(
        "", Severity.WARNING, Optional.empty(), sentence, Optional.of(remedy), Problem.Kind.RED);
  }

  /** Nothing can be said of it, for a reason that another finding names. */
  static HealthFinding unknown(String sentence) {
    return new HealthFinding(
        "", Severity.UNKNOWN, Optional.empty(), sentence, Optional.empty(), Problem.Kind.RED);
  }

  /** A step will fail. */
  static HealthFinding fatal(
      int number, Step step, Problem.Kind kind, String because, String remedy) {
    String sentence = say("doctor.fails", number, step.id(), because);
    return new HealthFinding(
        "", Severity.FATAL, Optional.of(number), sentence, Optional.of(remedy), kind);
  }

  HealthFinding of(String probe) {
    return new HealthFinding(probe, severity, step, sentence, remedy, kind);
  }

  /** The same as a failure that stops a run before anything is changed. */
  public Problem problem() {
    String what = say("doctor.stops", sentence);
    return remedy
        .map(one -> Problem.of(kind, what, one, say("doctor.look")))
        .orElseGet(() -> Problem.of(kind, what, say("doctor.look")));
  }
}

package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Optional;

/**
 * One step of a lab.
 *
 * @param id stable, kebab-case; tells it apart for ever
 * @param label one word for the row of steps, such as {@code slice}
 * @param title one line, imperative
 * @param renamedFrom ids that this step had in earlier editions
 * @param needs ids of the steps that must hold before
 * @param prose Markdown for the learner, with {@code ${name}} in it
 * @param actions what the lab does, in order; may be empty for a step that only looks
 * @param byHand the tutorial's own command, with {@code ${name}} in it
 * @param checks all must hold; never empty
 * @param hints Markdown, from vague to the solution
 * @param caveat Markdown that is shown once the checks hold
 * @param predict what the learner is asked to predict before the step is done
 * @param whatIfs other ways that show what this step is for
 * @param teaching what is said around it to a learner who presses Enter
 * @param classroom how long it takes, and notes for a trainer
 */
public record Step(
    String id,
    String label,
    String title,
    List<String> renamedFrom,
    List<String> needs,
    String prose,
    List<Action> actions,
    String byHand,
    List<Check> checks,
    List<String> hints,
    Optional<String> caveat,
    Optional<PredictionQuestion> predict,
    List<WhatIf> whatIfs,
    Optional<Teaching> teaching,
    Classroom classroom) {
  /**
   * What a class needs to know of a step.
   *
   * @param minutes how long a learner takes, about; 0 if the author does not say
   * @param trainer Markdown for whoever teaches it
   */
  public record Classroom(int minutes, Optional<String> trainer) {
    /** Nothing is said of it. */
    public static final Classroom NONE = new Classroom(0, Optional.empty());
  }

  public Step {
    renamedFrom = List.copyOf(renamedFrom);
    needs = List.copyOf(needs);
    actions = List.copyOf(actions);
    checks = List.copyOf(checks);
    hints = List.copyOf(hints);
    whatIfs = List.copyOf(whatIfs);
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("a step that checks nothing proves nothing: " + id);
    }
  }

  /** Whether a cluster exists only after it was done. */
  public boolean createsCluster() {
    return actions.stream()
        .anyMatch(one -> one instanceof Action.Tool tool && tool.createsCluster());
  }

  /** A step without questions, what-ifs and notes. */
  public Step(
      String id,
      String label,
      String title,
      List<String> renamedFrom,
      List<String> needs,
      String prose,
      List<Action> actions,
      String byHand,
      List<Check> checks,
      List<String> hints,
      Optional<String> caveat) {
    this(
        id,
        label,
        title,
        renamedFrom,
        needs,
        prose,
        actions,
        byHand,
        checks,
        hints,
        caveat,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Classroom.NONE);
  }

  /** The same step with these checks alone. */
  public Step checking(List<Check> others) {
    return new Step(
        id,
        label,
        title,
        renamedFrom,
        needs,
        prose,
        actions,
        byHand,
        others,
        hints,
        caveat,
        predict,
        whatIfs,
        teaching,
        classroom);
  }
}

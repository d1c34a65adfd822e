package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Optional;

/**
 * One step of a lab.
 *
 * @param id stable, kebab-case; tells it apart for ever
 * @param needs ids of the steps that must hold before
 * @param work what is done
 * @param checks all must hold; never empty
 * @param texts what a learner reads
 * @param exercises its question, its what-ifs, and what is said around it
 * @param classroom how long it takes, and notes for a trainer
 */
public record Step(
    String id,
    Name name,
    List<String> needs,
    Work work,
    List<Check> checks,
    Texts texts,
    Exercises exercises,
    Classroom classroom) {
  /**
   * What a step is called.
   *
   * @param label one word for the row of steps, such as {@code slice}
   * @param title one line, imperative
   * @param renamedFrom ids that it had in earlier editions
   */
  public record Name(String label, String title, List<String> renamedFrom) {
    public Name {
      renamedFrom = List.copyOf(renamedFrom);
    }
  }

  /**
   * What is done in a step.
   *
   * @param actions what the lab does, in order; may be empty for a step that only looks
   * @param byHand the tutorial's own command, with {@code ${name}} in it
   */
  public record Work(List<Action> actions, String byHand) {
    public Work {
      actions = List.copyOf(actions);
    }
  }

  /**
   * What a learner reads, in Markdown with {@code ${name}} in it.
   *
   * @param prose before the step is done
   * @param hints from vague to the solution
   * @param caveat shown once the checks hold
   */
  public record Texts(String prose, List<String> hints, Optional<String> caveat) {
    public Texts {
      hints = List.copyOf(hints);
    }
  }

  /**
   * The question of a step, its what-ifs, and what is said around it.
   *
   * @param predict what the learner is asked to predict before the step is done
   * @param whatIfs other ways that show what this step is for
   * @param teaching what is said around it to a learner who presses Enter
   */
  public record Exercises(
      Optional<PredictionQuestion> predict, List<WhatIf> whatIfs, Optional<Teaching> teaching) {
    /** Nothing of all that. */
    public static final Exercises NONE =
        new Exercises(Optional.empty(), List.of(), Optional.empty());

    public Exercises {
      whatIfs = List.copyOf(whatIfs);
    }
  }

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
    needs = List.copyOf(needs);
    checks = List.copyOf(checks);
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("a step that checks nothing proves nothing: " + id);
    }
  }

  /** One word for the row of steps. */
  public String label() {
    return name.label();
  }

  /** One line, imperative. */
  public String title() {
    return name.title();
  }

  /** Ids that it had in earlier editions. */
  public List<String> renamedFrom() {
    return name.renamedFrom();
  }

  /** What the lab does, in order. */
  public List<Action> actions() {
    return work.actions();
  }

  /** The tutorial's own command. */
  public String byHand() {
    return work.byHand();
  }

  /** Markdown for the learner. */
  public String prose() {
    return texts.prose();
  }

  /** Markdown, from vague to the solution. */
  public List<String> hints() {
    return texts.hints();
  }

  /** Markdown that is shown once the checks hold. */
  public Optional<String> caveat() {
    return texts.caveat();
  }

  /** What the learner is asked to predict before it is done. */
  public Optional<PredictionQuestion> predict() {
    return exercises.predict();
  }

  /** Other ways that show what it is for. */
  public List<WhatIf> whatIfs() {
    return exercises.whatIfs();
  }

  /** What is said around it to a learner who presses Enter. */
  public Optional<Teaching> teaching() {
    return exercises.teaching();
  }

  /** Whether a cluster exists only after it was done. */
  public boolean createsCluster() {
    return actions().stream()
        .anyMatch(one -> one instanceof Action.Tool tool && tool.createsCluster());
  }

  /** The same step with these checks alone. */
  public Step checking(List<Check> others) {
    return new Step(id, name, needs, work, others, texts, exercises, classroom);
  }

  /** The same step, for which no other must hold. */
  public Step needless() {
    return new Step(id, name, List.of(), work, checks, texts, exercises, classroom);
  }
}

package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A lab as its author wrote it, read for one of its tracks.
 *
 * @param choice the tracks that it has, and the one that its steps were read for
 * @param variables what a user may set with {@code --var}
 * @param origins what is known of servers outside, each as {@code trace --origin} takes it
 * @param steps at least one, in order
 * @param curriculum what is learned around the steps
 * @param faults what only challenges break
 * @param scenario what it is about
 */
public record Lab(
    Heading heading,
    Tracks choice,
    List<Variable> variables,
    List<String> origins,
    List<Step> steps,
    Curriculum curriculum,
    List<Fault> faults,
    Scenario scenario) {
  /**
   * What a lab is called.
   *
   * @param id stable, kebab-case; also the name of its folder under {@code labs/}
   * @param title one line
   * @param minutes how long a learner takes, about
   * @param key tells it apart from all others on this machine, in names of files: for a lab that
   *     comes with the program its id
   */
  public record Heading(String id, String title, int minutes, String key) {}

  /**
   * The tracks of a lab.
   *
   * @param all at least one; the first is the default
   * @param chosen the one that its steps were read for: actions, checks and commands of other
   *     tracks are left out
   */
  public record Tracks(List<Track> all, Track chosen) {
    public Tracks {
      all = List.copyOf(all);
      if (all.isEmpty()) {
        throw new IllegalArgumentException("a lab has tracks");
      }
    }
  }

  public Lab {
    Objects.requireNonNull(scenario);
    variables = List.copyOf(variables);
    origins = List.copyOf(origins);
    steps = List.copyOf(steps);
    faults = List.copyOf(faults);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a lab has steps");
    }
  }

  /** Stable, kebab-case. */
  public String id() {
    return heading.id();
  }

  /** One line. */
  public String title() {
    return heading.title();
  }

  /** How long a learner takes, about. */
  public int minutes() {
    return heading.minutes();
  }

  /** Tells it apart from all others on this machine, in names of files. */
  public String key() {
    return heading.key();
  }

  /** Its tracks; the first is the default. */
  public List<Track> tracks() {
    return choice.all();
  }

  /** The track that its steps were read for. */
  public Track track() {
    return choice.chosen();
  }

  /** The same lab with other steps. */
  public Lab with(List<Step> others) {
    return new Lab(heading, choice, variables, origins, others, curriculum, faults, scenario);
  }

  /** The track of that id, if it has one. */
  public Optional<Track> track(String trackId) {
    return tracks().stream().filter(track -> track.id().equals(trackId)).findFirst();
  }

  public Optional<Step> step(String stepId) {
    return steps.stream().filter(step -> step.id().equals(stepId)).findFirst();
  }

  /** The place of a step, counted from 1; 0 if there is none of that id. */
  public int numberOf(String stepId) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).id().equals(stepId)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** All what-ifs, in the order of their steps. */
  public List<WhatIf> whatIfs() {
    return steps.stream().flatMap(step -> step.whatIfs().stream()).toList();
  }

  /** The what-if of that id. */
  public Optional<WhatIf> whatIf(String whatIfId) {
    return whatIfs().stream().filter(one -> one.id().equals(whatIfId)).findFirst();
  }
}

package dev.egresstls.lab.session;

import dev.egresstls.lab.event.StepState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How a session stands. Steps are counted from 1. An immutable value: every move gives a new one.
 *
 * @param states how each step stands; never empty
 * @param at the step where the learner is, from 1 to one past the last: then nothing is left
 * @param hints how many hints of a step were shown, by its number; steps without any are omitted
 * @param before how many of them were shown before the step was begun
 */
public record Session(
    List<StepState> states, int at, Map<Integer, Integer> hints, Map<Integer, Integer> before) {

  public Session {
    states = List.copyOf(states);
    hints = Map.copyOf(hints);
    before = Map.copyOf(before);
    if (states.isEmpty() || at < 1 || at > states.size() + 1) {
      throw new IllegalArgumentException("no step " + at + " among " + states.size());
    }
  }

  /** Nothing done yet. */
  public static Session of(int steps) {
    return new Session(Collections.nCopies(steps, StepState.TODO), 1, Map.of(), Map.of());
  }

  public int total() {
    return states.size();
  }

  /** How many steps hold; skipped ones do not count. */
  public int held() {
    return (int) states.stream().filter(state -> state == StepState.HOLDS).count();
  }

  public StepState state(int number) {
    return states.get(number - 1);
  }

  /** How many hints of the step were shown. */
  public int hints(int number) {
    return hints.getOrDefault(number, 0);
  }

  /** How many of them were shown since the step was begun; of one that was not, all of them. */
  public int hintsNow(int number) {
    return hints(number) - (state(number) == StepState.TODO ? 0 : before.getOrDefault(number, 0));
  }

  /** The first step behind the learner that broke or is to do again, else where the learner is. */
  public int due() {
    return IntStream.range(1, at)
        .filter(number -> state(number) == StepState.BROKEN || state(number) == StepState.TODO)
        .findFirst()
        .orElse(at);
  }

  /** Whether the learner stands behind the last step. */
  public boolean finished() {
    return at > total();
  }

  /** Whether every step holds. */
  public boolean allHold() {
    return held() == total();
  }

  /** The step is being done. */
  public Session started(int number) {
    return with(number, StepState.DOING);
  }

  /** The step was done and is being checked. */
  public Session checking(int number) {
    return with(number, StepState.CHECKING);
  }

  /** The step holds; a learner who stood at it stands at the next one that does not hold. */
  public Session held(int number) {
    Session held = with(number, StepState.HOLDS);
    return at == number ? held.goTo(held.nextFrom(number)) : held;
  }

  /** The step was done or looked at and does not hold. The learner stays. */
  public Session broke(int number) {
    return with(number, StepState.BROKEN);
  }

  /** The step is to be done (again): interrupted, failed, or what it rests on is gone. */
  public Session todo(int number) {
    return with(number, StepState.TODO);
  }

  /** The learner leaves the step out, unless it holds anyway, and stands at the next one. */
  public Session skipped() {
    if (finished()) {
      return this;
    }
    Session left = state(at) == StepState.HOLDS ? this : with(at, StepState.SKIPPED);
    return left.goTo(at + 1);
  }

  /** The learner goes one step back, and stays at the first. */
  public Session back() {
    return goTo(Math.max(1, at - 1));
  }

  /** One more hint of the step was shown. */
  public Session hinted(int number) {
    Map<Integer, Integer> more = new TreeMap<>(hints);
    more.merge(number, 1, Integer::sum);
    return new Session(states, at, more, before);
  }

  /** The learner stands at a step, or (one past the last) behind them all. */
  public Session goTo(int number) {
    return new Session(states, number, hints, before);
  }

  /** The learner stands at the first step that neither holds nor was skipped. */
  public Session atFirstOpen() {
    return goTo(nextFrom(0));
  }

  private int nextFrom(int number) {
    return IntStream.rangeClosed(number + 1, total())
        .filter(next -> state(next) != StepState.HOLDS && state(next) != StepState.SKIPPED)
        .findFirst()
        .orElse(total() + 1);
  }

  private Session with(int number, StepState state) {
    List<StepState> changed = new ArrayList<>(states);
    changed.set(number - 1, state);
    Map<Integer, Integer> shown = new TreeMap<>(before);
    if (state(number) == StepState.TODO && state != StepState.TODO) {
      shown.put(number, hints(number));
    }
    return new Session(changed, at, hints, shown);
  }
}

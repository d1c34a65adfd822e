package dev.egresstls.lab.shell.record;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much Enter explains: a short page before each step and what came of it after, or nothing but
 * the step. Used from any thread.
 */
public final class Pace {
  private final Set<Integer> pages = ConcurrentHashMap.newKeySet();
  private final Set<Integer> offered = ConcurrentHashMap.newKeySet();
  private volatile boolean brisk;

  /**
   * Begins.
   *
   * @param brisk whether only the steps are done
   */
  public Pace(boolean brisk) {
    this.brisk = brisk;
  }

  /** Whether only the steps are done. */
  public boolean brisk() {
    return brisk;
  }

  /** From now on. */
  public void brisk(boolean to) {
    brisk = to;
  }

  /** Opens the page of a step: true the first time. */
  public boolean opens(int number) {
    return pages.add(number);
  }

  /** Whether the learner was told that Enter does this step. */
  public boolean offered(int number) {
    return offered.contains(number);
  }

  /** The learner is told that Enter does this step. */
  public void offer(int number) {
    offered.add(number);
  }
}

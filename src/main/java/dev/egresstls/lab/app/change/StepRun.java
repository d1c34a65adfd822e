package dev.egresstls.lab.app.change;

import dev.egresstls.lab.engine.LabRun;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Does steps in order, or checks them. */
public final class StepRun {
  private StepRun() {}

  /** What is done with one step; gives whether it holds. */
  private interface Each {
    boolean step(int number) throws InterruptedException;
  }

  /**
   * Does the steps from the first to a last one; what must be asked before has been asked.
   *
   * @param keepGoing whether to go on after a step that does not hold
   * @param stop asked after each step whether that was enough
   * @return the numbers of those that do not hold
   */
  public static Set<Integer> run(LabRun run, int last, boolean keepGoing, BooleanSupplier stop)
      throws InterruptedException {
    return each(1, last, run::step, holds -> stop.getAsBoolean() || !holds && !keepGoing);
  }

  /**
   * Checks steps and changes nothing.
   *
   * @param stop asked after each step whether that was enough
   * @return the numbers of those that do not hold
   */
  public static Set<Integer> check(LabRun run, int first, int last, BooleanSupplier stop)
      throws InterruptedException {
    return each(first, last, run::check, holds -> stop.getAsBoolean());
  }

  /** Checks steps to the end. */
  public static Set<Integer> check(LabRun run, int first, int last) throws InterruptedException {
    return check(run, first, last, () -> false);
  }

  /** Whether it was enough, after a step that holds or does not. */
  private interface Enough {
    boolean after(boolean holds);
  }

  private static Set<Integer> each(int first, int last, Each each, Enough enough)
      throws InterruptedException {
    Set<Integer> failing = new TreeSet<>();
    for (int number = first; number <= last; number++) {
      boolean holds = each.step(number);
      if (!holds) {
        failing.add(number);
      }
      if (enough.after(holds)) {
        break;
      }
    }
    return failing;
  }
}

package dev.egresstls.lab.engine;

import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.session.Session;
import dev.egresstls.lab.world.World;
import java.util.List;
import java.util.Optional;

/**
 * One run of a lab in one world. Steps are counted from 1. Events go to the sink; methods that do
 * or look are called by one thread at a time, the others by any.
 */
public final class LabRun implements AutoCloseable {
  private final Lab lab;

  private LabRun(Lab lab) {
    this.lab = lab;
  }

  /**
   * Opens a run; looks at nothing yet.
   *
   * @param world not closed by this run
   */
  public static LabRun open(Lab lab, World world, Vars vars, Sink sink) {
    return new LabRun(lab);
  }

  public Lab lab() {
    return lab;
  }

  /** The values now, with what steps found out, such as {@code ips}. */
  public Vars vars() {
    throw new UnsupportedOperationException();
  }

  public Session session() {
    throw new UnsupportedOperationException();
  }

  /**
   * Looks at every step once, without changing anything and without sending a request, and moves
   * the learner to the first step that does not hold. Emits nothing.
   */
  public void survey() throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /**
   * Does a step, unless it holds already, and waits for its checks.
   *
   * @return whether it holds now
   * @throws InterruptedException if the learner interrupted, after StepInterrupted was emitted; the
   *     run can go on
   */
  public boolean step(int number) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /**
   * Looks at a step once, without changing anything; sends the request of a step that has one, if
   * all that it needs holds. Emits StepHeld (already) or StepBroke.
   *
   * @return whether it holds
   */
  public boolean check(int number) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** How each step stands, in order. */
  public List<StepReport> reports() {
    throw new UnsupportedOperationException();
  }

  /**
   * From now on judges again by itself whenever a watched object changes, and emits Regressed and
   * Recovered, until the run is closed.
   */
  public void keepWatching() {
    throw new UnsupportedOperationException();
  }

  /** Leaves out the step where the learner stands; emits StepSkipped. */
  public void skip() {
    throw new UnsupportedOperationException();
  }

  /** Goes one step back. */
  public void back() {
    throw new UnsupportedOperationException();
  }

  /** Stands the learner at a step. */
  public void goTo(int number) {
    throw new UnsupportedOperationException();
  }

  /** Whether doing the step writes to the cluster or the machine, unless it holds already. */
  public boolean changesAnything(int number) {
    throw new UnsupportedOperationException();
  }

  /** What the lab does at a step, one line an action. */
  public List<String> describe(int number) {
    throw new UnsupportedOperationException();
  }

  /**
   * A mix of Istio, Gateway API bundle and track that cannot work, as far as the cluster shows it
   * now; looked at by {@link #survey}.
   */
  public Optional<Problem> mismatch() {
    throw new UnsupportedOperationException();
  }

  /** Ends the watching. The world stays open. */
  @Override
  public void close() {}
}

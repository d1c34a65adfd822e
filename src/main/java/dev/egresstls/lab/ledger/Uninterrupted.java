package dev.egresstls.lab.ledger;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.world.background.Threads;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does something to its end, whatever interrupts come meanwhile. */
final class Uninterrupted {
  private Uninterrupted() {}

  /** Does it; an interrupt is kept for the caller. */
  static <T> T run(Ledger.Work<T> work) {
    FutureTask<T> task = new FutureTask<>(work::run);
    Threads.start("undo", task);
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LabFailure failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package dev.egresstls.lab.cli;

import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.ledger.TakeOver;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import java.util.Optional;

/** What a command does before it changes a cluster, and whom it asks. */
public final class Leftovers {
  private Leftovers() {}

  /**
   * Makes ready to change a cluster: no other process is changing it until this is closed, the user
   * is asked about what belongs to others, and what a killed run left behind is undone.
   *
   * @param what for, as other processes are told
   * @throws dev.egresstls.lab.lab.LabFailure if it could not be undone, or must not be
   */
  public static AutoCloseable settle(
      LaunchedRun opened, String what, ProcessContext here, Selection selection)
      throws InterruptedException {
    Ledger ledger = opened.run().world().ledger();
    if (!opened.world().fleeting()) {
      ledger.asking(asking(here, selection));
    }
    AutoCloseable held = ledger.hold(what);
    try {
      undo(opened, here);
      return held;
    } catch (RuntimeException | InterruptedException e) {
      letGo(held);
      throw e;
    }
  }

  private static void undo(LaunchedRun opened, ProcessContext here) throws InterruptedException {
    Experiments experiments = new Experiments(opened.run());
    if (experiments.leftBehind().isEmpty()) {
      return;
    }
    Optional<Problem> needed =
        Consent.needed(opened.world().cluster(), opened.run().lab(), opened.run().vars());
    Permission.require(here, opened, needed);
    Optional<Problem> failed = experiments.undoLeftovers().flatMap(Leftovers::failed);
    if (failed.isPresent()) {
      throw failed.get().failure();
    }
  }

  private static Optional<Problem> failed(UndoneReport report) {
    return report.failed().stream().findFirst();
  }

  private static TakeOver asking(ProcessContext here, Selection selection) {
    if (selection.takeOver()) {
      return TakeOver.ALWAYS;
    }
    return here.terminal() ? question -> here.answersYes(question.asked()) : TakeOver.NEVER;
  }

  /** Lets other processes change the cluster again. */
  public static void letGo(AutoCloseable held) {
    try {
      held.close();
    } catch (Exception e) {
      throw new IllegalStateException("a ledger that cannot be let go", e);
    }
  }
}

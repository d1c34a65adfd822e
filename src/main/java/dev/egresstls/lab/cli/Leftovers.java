package dev.egresstls.lab.cli;

import dev.egresstls.lab.event.trial.BackReport;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.ledger.TakeOver;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.trial.Trials;
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
      Opened opened, String what, Surroundings here, Selection selection)
      throws InterruptedException {
    Ledger ledger = opened.run().world().ledger();
    if (!opened.world().fleeting()) {
      ledger.asking(asking(here, selection));
    }
    AutoCloseable held = ledger.hold(what);
    try {
      undo(opened);
      return held;
    } catch (RuntimeException | InterruptedException e) {
      letGo(held);
      throw e;
    }
  }

  private static void undo(Opened opened) throws InterruptedException {
    Trials trials = new Trials(opened.run());
    if (trials.leftBehind().isEmpty()) {
      return;
    }
    Optional<Problem> needed =
        Consent.needed(opened.world().cluster(), opened.run().lab(), opened.run().vars());
    if (!opened.allowed() && needed.isPresent()) {
      throw needed.get().failure();
    }
    Optional<Problem> failed = trials.takeBackLeftovers().flatMap(Leftovers::failed);
    if (failed.isPresent()) {
      throw failed.get().failure();
    }
  }

  private static Optional<Problem> failed(BackReport report) {
    return report.failed().stream().findFirst();
  }

  private static TakeOver asking(Surroundings here, Selection selection) {
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

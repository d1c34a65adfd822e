package dev.egresstls.lab.app.change;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.ledger.TakeOver;
import java.util.Optional;

/** What a command does before it changes a cluster, and whom it asks. */
public final class Leftovers {
  private Leftovers() {}

  /**
   * Makes ready to change a cluster: no other process is changing it until this is closed, the user
   * is asked about what belongs to others, and what a killed run left behind is undone.
   *
   * @param what for, as other processes report it
   * @param user who may be asked to let the cluster be changed
   * @param takeOver whether what belongs to others may be changed
   * @throws dev.egresstls.lab.lab.LabFailure if it could not be undone, or must not be
   */
  public static AutoCloseable settle(LaunchedRun opened, String what, User user, TakeOver takeOver)
      throws InterruptedException {
    Ledger ledger = opened.run().world().ledger();
    if (!opened.world().fleeting()) {
      ledger.asking(takeOver);
    }
    AutoCloseable held = ledger.hold(what);
    try {
      undo(opened, user);
      return held;
    } catch (RuntimeException | InterruptedException e) {
      letGo(held);
      throw e;
    }
  }

  private static void undo(LaunchedRun opened, User user) throws InterruptedException {
    Optional<Problem> failed = WhatIfRun.undoLeftovers(opened, user).flatMap(Leftovers::failed);
    if (failed.isPresent()) {
      throw failed.get().failure();
    }
  }

  private static Optional<Problem> failed(UndoneReport report) {
    return report.failed().stream().findFirst();
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

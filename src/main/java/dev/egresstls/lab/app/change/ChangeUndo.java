package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.ClusterLease;
import dev.egresstls.lab.ledger.Items;
import dev.egresstls.lab.ledger.Items.Item;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.List;

/** Undoes what the ledger of a cluster holds. */
public final class ChangeUndo {
  private ChangeUndo() {}

  /**
   * Prints what would be undone.
   *
   * @return the exit code: that of the damage, if the ledger is damaged
   */
  public static int plan(LaunchedRun opened, UndoChoice choice, User user) {
    Items items = opened.run().world().ledger().items();
    if (choice.nothing(items)) {
      ClusterTraces traces = ClusterTraces.of(opened);
      user.print(traces.lines());
      return traces.code();
    }
    user.print(LedgerLines.plan(choice.plan(items), items.damage()));
    return items.damage().map(problem -> problem.kind().exitCode()).orElse(0);
  }

  /**
   * Undoes what was chosen, prints what came of it, and looks at the steps again.
   *
   * @param agreed whether the user has agreed beforehand
   * @return the exit code: that of the first change that could not be undone
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not let the cluster be
   *     changed
   */
  public static int undo(LaunchedRun opened, UndoChoice choice, User user, boolean agreed)
      throws InterruptedException {
    LabRun run = opened.run();
    Ledger ledger = run.world().ledger();
    Items items = ledger.items();
    if (choice.nothing(items)) {
      return withoutRecord(opened, user, agreed);
    }
    List<Item> plan = choice.plan(items);
    boolean nothing = plan.isEmpty() && items.damage().isEmpty();
    if (nothing || !agreed) {
      user.print(LedgerLines.plan(plan, items.damage()));
    }
    if (nothing) {
      return 0;
    }
    boolean asked = Consent.require(opened, user);
    if (!agreed && !asked && !user.agrees(say("shell.undo.question"))) {
      user.print(List.of(Line.of(2, Role.PLAIN, say("shell.undo.left"))));
      return Problem.Kind.UNSAFE.exitCode();
    }
    // Other processes first, since nobody but this machine knows of them; then other labs.
    AutoCloseable held = ledger.hold(say("ledger.undo"));
    AutoCloseable pause = run.pausedRun().pause();
    try {
      run.pausedRun().hold();
      UndoChoice.Undone undone = choice.undo(ledger);
      user.print(LedgerLines.report(user.theme(), undone));
      user.print(choice.proof(run, undone));
      run.survey();
      return undone.code();
    } finally {
      quietly(pause);
      Leftovers.letGo(held);
    }
  }

  /** Where nothing is recorded, nothing is changed but a Lease that this user's lab left. */
  private static int withoutRecord(LaunchedRun opened, User user, boolean agreed) {
    ClusterTraces traces = ClusterTraces.of(opened);
    user.print(traces.lines());
    if (traces.left().isPresent()) {
      boolean asked = Consent.require(opened, user);
      if (!agreed && !asked && !user.agrees(say("shell.undo.question"))) {
        user.print(List.of(Line.of(2, Role.PLAIN, say("shell.undo.left"))));
        return Problem.Kind.UNSAFE.exitCode();
      }
      boolean cleared = opened.run().pausedRun().lease().map(ClusterLease::clear).orElse(false);
      if (cleared) {
        user.print(LedgerLines.done(user.theme(), say("ledger.gone", traces.left().get().ref())));
      }
    }
    return traces.code();
  }

  private static void quietly(AutoCloseable pause) {
    try {
      pause.close();
    } catch (Exception e) {
      throw new IllegalStateException("a pause that does not end", e);
    }
  }
}

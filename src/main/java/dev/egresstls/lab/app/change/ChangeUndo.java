package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
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
import java.util.Optional;

/** Undoes what the ledger of a cluster holds. */
public final class ChangeUndo {
  /** Of a page that is the same at any width. */
  private static final int WIDTH = 0;

  private ChangeUndo() {}

  /**
   * What would be undone.
   *
   * @param undo the last change first
   * @param lines the same for people
   * @param unrecorded what the cluster shows of the lab where nothing is recorded
   * @param exitCode that of the damage, if the ledger is damaged
   */
  public record Plan(
      Items items, List<Item> undo, List<Line> lines, List<String> unrecorded, int exitCode) {}

  /** What would be undone. */
  public static Plan plan(LaunchedRun opened, UndoChoice choice) {
    Items items = opened.run().world().ledger().items();
    if (choice.nothing(items)) {
      ClusterTraces traces = ClusterTraces.of(opened);
      return new Plan(items, List.of(), traces.lines(), traces.names(), traces.code());
    }
    int code = items.damage().map(problem -> problem.kind().exitCode()).orElse(0);
    List<Item> undo = choice.plan(items);
    return new Plan(items, undo, LedgerLines.plan(undo, items.damage()), List.of(), code);
  }

  /**
   * What came of undoing changes.
   *
   * @param items the ledger before
   * @param plan what was to be undone, the last change first
   * @param undone empty if nothing was to be undone, or the user did not agree
   * @param proof what undoing everything has left behind, if that was compared
   * @param exitCode that of the first change that could not be undone
   */
  public record Result(
      Items items,
      List<Item> plan,
      Optional<UndoChoice.Undone> undone,
      Optional<Answer> proof,
      int exitCode) {
    private static Result without(Items items, List<Item> plan, int exitCode) {
      return new Result(items, plan, Optional.empty(), Optional.empty(), exitCode);
    }
  }

  /**
   * Undoes what was chosen, prints what came of it, and looks at the steps again.
   *
   * @param agreed whether the user has agreed beforehand
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not let the cluster be
   *     changed
   */
  public static Result undo(LaunchedRun opened, UndoChoice choice, User user, boolean agreed)
      throws InterruptedException {
    Items items = opened.run().world().ledger().items();
    if (choice.nothing(items)) {
      return Result.without(items, List.of(), withoutRecord(opened, user, agreed));
    }
    List<Item> plan = choice.plan(items);
    boolean nothing = plan.isEmpty() && items.damage().isEmpty();
    if (nothing || !agreed) {
      user.print(LedgerLines.plan(plan, items.damage()));
    }
    if (nothing) {
      return Result.without(items, plan, 0);
    }
    boolean asked = Consent.require(opened, user);
    if (!agreed && !asked && !user.agrees(say("shell.undo.question"))) {
      user.print(List.of(Line.of(2, Role.PLAIN, say("shell.undo.left"))));
      return Result.without(items, plan, Problem.Kind.UNSAFE.exitCode());
    }
    return undo(opened.run(), choice, user, items);
  }

  private static Result undo(LabRun run, UndoChoice choice, User user, Items items)
      throws InterruptedException {
    Ledger ledger = run.world().ledger();
    List<Item> plan = choice.plan(items);
    // Other processes first, since nobody but this machine knows of them; then other labs.
    AutoCloseable held = ledger.hold(say("ledger.undo"));
    AutoCloseable pause = run.pausedRun().pause();
    try {
      run.pausedRun().hold();
      UndoChoice.Undone undone = choice.undo(ledger);
      user.print(LedgerLines.report(user.theme(), undone));
      Optional<Answer> proof = choice.proof(run, undone);
      proof.ifPresent(answer -> user.print(answer.page().lines(user.theme(), WIDTH)));
      run.survey();
      return new Result(items, plan, Optional.of(undone), proof, undone.code());
    } finally {
      quietly(pause);
      Leftovers.letGo(held);
    }
  }

  /** Where nothing is recorded, nothing is changed but a Lease that this user's lab left. */
  private static int withoutRecord(LaunchedRun opened, User user, boolean agreed)
      throws InterruptedException {
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

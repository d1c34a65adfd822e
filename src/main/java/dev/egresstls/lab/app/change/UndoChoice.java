package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.ledger.Items;
import dev.egresstls.lab.ledger.Items.Item;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.ledger.UndoReport;
import dev.egresstls.lab.ledger.drift.Baseline;
import dev.egresstls.lab.ledger.drift.DriftProof;
import dev.egresstls.lab.render.DriftProofLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What is to be undone.
 *
 * @param all everything
 * @param lab the key of the lab whose step it is
 * @param step the changes that are about a step; empty, if not all: what was interrupted, else what
 *     was changed last
 */
public record UndoChoice(boolean all, OptionalInt step, String lab) {
  /** What will be undone, the last change first. */
  public List<Item> plan(Items items) {
    List<Item> open = items.open();
    if (all) {
      return open;
    }
    if (step.isPresent()) {
      return open.stream()
          .filter(item -> item.group().step() == step.getAsInt() && item.group().isOf(lab))
          .toList();
    }
    List<Item> cut = open.stream().filter(Item::cut).toList();
    return cut.isEmpty()
        ? open.stream().filter(item -> item.entry().group() == open.get(0).entry().group()).toList()
        : cut;
  }

  /** Whether nothing of a whole ledger is undone, because it has nothing that is not. */
  boolean nothing(Items items) {
    return step.isEmpty() && items.open().isEmpty() && items.damage().isEmpty();
  }

  /**
   * What came of it.
   *
   * @param aside where a damaged ledger is kept
   */
  public record Undone(UndoReport report, Optional<String> aside) {
    /** The exit code. */
    public int code() {
      return report.failed().stream()
          .findFirst()
          .map(problem -> problem.kind().exitCode())
          .orElse(aside.isPresent() ? 3 : 0);
    }
  }

  /**
   * Undoes it.
   *
   * @param ledger held by whoever calls
   * @throws LabFailure if nothing can be written
   */
  Undone undo(Ledger ledger) {
    Optional<String> aside = ledger.mend();
    List<Integer> chosen =
        plan(ledger.items()).stream()
            .map(item -> item.entry().number())
            .collect(Collectors.toList());
    return new Undone(ledger.undo(entry -> chosen.contains(entry.number())), aside);
  }

  /**
   * Proves what undoing everything has left behind, or says why it cannot be proved. An inventory
   * that everything agrees with has done its work.
   *
   * @return empty unless everything was undone and an inventory was taken before
   */
  Optional<Answer> proof(LabRun run, Undone undone) throws InterruptedException {
    if (!all || undone.code() != 0 || run.world().cluster().isEmpty()) {
      return Optional.empty();
    }
    try {
      Baseline baseline = run.baseline();
      if (!baseline.taken()) {
        return Optional.empty();
      }
      DriftProof proof = baseline.compare();
      if (proof.none()) {
        baseline.forget();
      }
      return Optional.of(
          Answer.of(DriftProofLines.of(proof), () -> DriftProofLines.document(proof)));
    } catch (LabFailure e) {
      Line why = Line.of(2, Role.QUIET, say("shell.undo.unproved", e.problem().what()));
      return Optional.of(new Answer((theme, columns) -> List.of(why), Optional.empty(), 0));
    }
  }
}

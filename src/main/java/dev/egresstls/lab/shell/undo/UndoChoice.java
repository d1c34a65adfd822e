package dev.egresstls.lab.shell.undo;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.ledger.Items;
import dev.egresstls.lab.ledger.Items.Item;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.ledger.UndoReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What is to be undone.
 *
 * @param all everything
 * @param step the changes that are about a step; empty, if not all: what was cut short, else what
 *     was changed last
 */
public record UndoChoice(boolean all, OptionalInt step) {
  /** What will be undone, the last change first. */
  public List<Item> plan(Items items) {
    List<Item> open = items.open();
    if (all) {
      return open;
    }
    if (step.isPresent()) {
      return open.stream().filter(item -> item.group().step() == step.getAsInt()).toList();
    }
    List<Item> cut = open.stream().filter(Item::cut).toList();
    return cut.isEmpty()
        ? open.stream().filter(item -> item.entry().group() == open.get(0).entry().group()).toList()
        : cut;
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
   * @throws LabFailure if another process is changing the cluster, or nothing can be written
   */
  public Undone undo(Ledger ledger) {
    AutoCloseable held = ledger.hold(say("ledger.undo"));
    try {
      Optional<String> aside = ledger.mend();
      List<Integer> chosen =
          plan(ledger.items()).stream()
              .map(item -> item.entry().number())
              .collect(Collectors.toList());
      return new Undone(ledger.undo(entry -> chosen.contains(entry.number())), aside);
    } finally {
      letGo(held);
    }
  }

  private static void letGo(AutoCloseable held) {
    try {
      held.close();
    } catch (Exception e) {
      throw new IllegalStateException("a ledger that cannot be let go", e);
    }
  }
}

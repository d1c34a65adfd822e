package dev.egresstls.lab.ledger;

import dev.egresstls.lab.lab.Problem;
import java.util.List;

/**
 * What came of undoing changes.
 *
 * @param done what is as it was, such as {@code BackendTLSPolicy default/web is back}
 * @param kept what someone else has changed since, and was left to them
 * @param failed what could not be undone; it stays in the ledger, but for former values that were
 *     not written down
 */
public record UndoReport(List<String> done, List<String> kept, List<Problem> failed) {
  /** Nothing was to be undone. */
  public static final UndoReport NOTHING = new UndoReport(List.of(), List.of(), List.of());

  public UndoReport {
    done = List.copyOf(done);
    kept = List.copyOf(kept);
    failed = List.copyOf(failed);
  }

  /** Whether all of it was undone, or left to whoever has changed it since. */
  public boolean whole() {
    return failed.isEmpty();
  }
}

package dev.egresstls.lab.ledger;

import dev.egresstls.lab.lab.Problem;
import java.util.List;

/**
 * What came of taking changes back.
 *
 * @param done what is as it was, such as {@code BackendTLSPolicy default/google-tls is back}
 * @param failed what could not be taken back; empty if the cluster is as it was
 */
public record TakenBack(List<String> done, List<Problem> failed) {
  public TakenBack {
    done = List.copyOf(done);
    failed = List.copyOf(failed);
  }

  /** Whether everything is as it was. */
  public boolean whole() {
    return failed.isEmpty();
  }
}

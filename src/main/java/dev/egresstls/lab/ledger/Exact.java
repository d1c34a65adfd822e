package dev.egresstls.lab.ledger;

import dev.egresstls.lab.ledger.journal.FieldChange;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/**
 * What a process knows of a change that is not written down, secret values included.
 *
 * @param former the object that was deleted; missing for a change
 */
public record Exact(List<FieldChange> fields, Tree former) {
  public Exact {
    fields = List.copyOf(fields);
  }
}

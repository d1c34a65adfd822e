package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.ledger.journal.Entry;
import java.util.List;
import java.util.stream.Collectors;

/** A group that was interrupted, and what of it is not undone. */
public record Leftover(ChangeGroup group, List<Entry> entries) {
  public Leftover {
    entries = List.copyOf(entries);
  }

  /** Its changes in one line. */
  public String summary() {
    return entries.stream()
        .map(entry -> say("ledger.verb." + Items.word(entry.verb()), entry.object()))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}

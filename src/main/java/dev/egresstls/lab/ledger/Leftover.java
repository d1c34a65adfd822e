package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.Journal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A group that was interrupted, and what of it is not undone. */
public record Leftover(ChangeGroup group, List<Entry> entries) {
  public Leftover {
    entries = List.copyOf(entries);
  }

  /** The one that a journal tells of, if any. */
  static Optional<Leftover> in(Journal journal) {
    List<Entry> found = journal.leftovers();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Leftover(journal.group(found.get(0)), found));
  }

  /** Its changes in one line. */
  public String summary() {
    return entries.stream()
        .map(entry -> say("ledger.verb." + Items.word(entry.verb()), entry.object()))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}

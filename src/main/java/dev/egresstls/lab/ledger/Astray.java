package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.Journal;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.ClusterId;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.Strayed;
import java.util.List;
import java.util.Optional;

/** What may have been created in another cluster than the one that was meant. */
final class Astray {
  private Astray() {}

  /** Writes what is known of it into both journals. */
  static void note(Notes notes, Journal journal, ChangeGroup group, Entry entry, Strayed how) {
    if (how.created().isPresent()) {
      journal.done(entry, how.created(), strayed(entry), List.of());
      how.other().ifPresent(other -> note(notes, other, group, entry, how.created()));
    }
  }

  private static Tree strayed(Entry entry) {
    return entry.content().details().with(Entry.STRAYED, true);
  }

  /**
   * Writes it into the other cluster's journal: it is known by its UID, so undoing it deletes it
   * where it is and nothing elsewhere. Nothing is written while another process works there.
   *
   * @param entry as it stands in the journal of the cluster that was meant
   */
  private static void note(
      Notes notes, ClusterId other, ChangeGroup group, Entry entry, Tree created) {
    String name = other.fileName();
    String who = say("ledger.holder", group.name(), ProcessHandle.current().pid());
    Optional<AutoCloseable> held = notes.hold(name, who);
    if (held.isEmpty()) {
      return;
    }
    try {
      Journal journal = Journal.read(notes, name);
      if (journal.damage().isEmpty()) {
        int number = journal.begin(group);
        journal.done(journal.intend(number, entry), created, strayed(entry), List.of());
        journal.close(number);
      }
    } finally {
      Ledger.quietly(held.get());
    }
  }
}

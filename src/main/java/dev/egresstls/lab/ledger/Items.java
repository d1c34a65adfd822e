package dev.egresstls.lab.ledger;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.FieldChange;
import dev.egresstls.lab.ledger.journal.Journal;
import dev.egresstls.lab.value.Neutral;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the ledger of a cluster holds, for people.
 *
 * @param items in the order in which they were made
 * @param where the file
 * @param damage why only a part of it can be trusted
 */
public record Items(List<Item> items, String where, Optional<Problem> damage) {
  static final Items NONE = new Items(List.of(), "", Optional.empty());

  /**
   * One change.
   *
   * @param cut whether its group was interrupted and must be undone before anything is changed
   */
  public record Item(Entry entry, ChangeGroup group, boolean cut, List<String> notes) {
    public Item {
      notes = List.copyOf(notes);
    }

    /** What was done, as a word of the bundle's keys. */
    public String verb() {
      return word(entry.verb());
    }

    /** The fields that were changed. */
    public List<String> fields() {
      return entry.content().fields().stream()
          .map(FieldChange::path)
          .map(path -> Neutral.line(path.text()))
          .toList();
    }
  }

  public Items {
    items = List.copyOf(items);
  }

  static Items of(Journal journal) {
    List<Integer> cut = journal.leftovers().stream().map(Entry::number).toList();
    return new Items(
        journal.entries().stream()
            .map(
                entry ->
                    new Item(
                        entry,
                        journal.group(entry),
                        cut.contains(entry.number()),
                        journal.notes(entry)))
            .toList(),
        journal.entries().isEmpty() && journal.damage().isEmpty() ? "" : journal.where(),
        journal.damage());
  }

  static String word(Entry.Verb verb) {
    return verb.name().toLowerCase(Locale.ROOT);
  }

  /** Those that are not undone, the last one first: the order in which they would be. */
  public List<Item> open() {
    List<Item> open = new java.util.ArrayList<>(items);
    open.removeIf(item -> item.entry().state().over());
    java.util.Collections.reverse(open);
    return List.copyOf(open);
  }
}

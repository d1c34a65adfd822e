package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.FieldChange;
import dev.egresstls.lab.ledger.journal.Journal;
import dev.egresstls.lab.ledger.journal.Secrecy;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.Ref;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes that version 0.1 of the lab has written before a what-if: what it left behind is undone,
 * too. They hold former values, and not what was set.
 */
final class OldNotes {
  private static final int VERSION = 1;
  private static final String UNASSIGNED = "cluster";

  private OldNotes() {}

  private record Old(ChangeGroup group, List<Entry> entries) {}

  /**
   * A note of what was changed in a cluster that could not be distinguished from others; no cluster
   * is changed because of it.
   *
   * @return where it is
   */
  static Optional<String> unassigned(Notes notes) {
    return notes.read(UNASSIGNED).map(text -> notes.whereNote(UNASSIGNED));
  }

  /** Moves what a note says into the journal. */
  static void takeIn(Notes notes, String name, Journal journal) {
    Optional<Old> old = read(notes, name);
    if (old.isEmpty()) {
      return;
    }
    int group = journal.begin(old.get().group());
    for (Entry entry : old.get().entries()) {
      Entry written = journal.intend(group, entry);
      if (entry.verb() != Entry.Verb.CREATE || entry.uid().isPresent()) {
        journal.done(written, Tree.MISSING, Tree.MISSING, List.of());
      }
    }
    notes.remove(name);
  }

  /** Shows what a note says, and leaves it where it is. */
  static void show(Notes notes, String name, Journal journal) {
    read(notes, name)
        .ifPresent(old -> old.entries().forEach(entry -> journal.show(old.group(), entry)));
  }

  private static Optional<Old> read(Notes notes, String name) {
    Optional<String> text = notes.read(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Tree json = Json.read(text.get());
      List<Entry> entries = new ArrayList<>();
      for (Tree one : json.get("entries").items()) {
        entries.add(entry(one).orElseThrow(() -> unreadable(notes, name, "")));
      }
      if (json.get("version").number(0) != VERSION || entries.isEmpty()) {
        throw unreadable(notes, name, say("ledger.otherVersion"));
      }
      String id = json.get("purpose").text("").replaceFirst("^try ", "");
      List<Integer> holding =
          json.get("holding").items().stream().map(one -> (int) one.number(0)).toList();
      Instant begun = Instant.parse(json.get("begun").text(""));
      return Optional.of(
          new Old(new ChangeGroup(ChangeGroup.Kind.WHAT_IF, id, 0, begun, holding), entries));
    } catch (Json.Malformed | DateTimeParseException e) {
      throw unreadable(notes, name, String.valueOf(e.getMessage()));
    }
  }

  private static RuntimeException unreadable(Notes notes, String name, String why) {
    Problem problem =
        Problem.of(
            Problem.Kind.PRECONDITION,
            say("ledger.unreadable", notes.whereNote(name)),
            say("ledger.unreadable.try"),
            say("ledger.damaged.aside", notes.whereNote(name)));
    return (why.isEmpty() ? problem : problem.because(why)).failure();
  }

  private static Optional<Entry> entry(Tree json) {
    Ref ref =
        new Ref(
            json.get("apiVersion").text(""),
            json.get("kind").text(""),
            json.get("namespace").text(),
            json.get("name").text(""));
    Tree before = json.get("before");
    Tree known = Tree.object("metadata", Tree.object("uid", json.get("uid").raw()));
    if (ref.name().isEmpty()) {
      return Optional.empty();
    }
    return switch (json.get("deed").text("")) {
      case "created" -> Optional.of(Entry.of(Entry.Verb.CREATE, ref, known));
      case "changed" ->
          Optional.of(
              Entry.of(Entry.Verb.CHANGE, ref, Tree.MISSING)
                  .changing(FieldChange.restoring(before), List.of(), json.get("kept").texts()));
      case "deleted" -> {
        Secrecy.Kept<Tree> kept = Secrecy.of(before);
        yield Optional.of(
            Entry.of(Entry.Verb.DELETE, ref, before).with(kept.value(), kept.withheld()));
      }
      default -> Optional.empty();
    };
  }
}

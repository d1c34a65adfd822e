package dev.egresstls.lab.ledger.journal;

import dev.egresstls.lab.ledger.journal.Entry.State;
import dev.egresstls.lab.ledger.journal.Entry.Verb;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the lines of a journal say: groups, and how far each of their entries has come. */
final class Book {
  private final Map<Integer, ChangeGroup> groups = new LinkedHashMap<>();
  private final Set<Integer> closed = new HashSet<>();
  private final Map<Integer, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> restored = new LinkedHashMap<>();
  private final Map<Integer, List<String>> notes = new LinkedHashMap<>();

  /** Takes in a line; false if it is none that this version writes. */
  boolean take(Tree line) {
    int number = (int) line.get("entry").number(0);
    switch (line.get("record").text("")) {
      case "journal":
        return true;
      case "group":
        Optional<ChangeGroup> group = ChangeGroup.read(line);
        group.ifPresent(one -> groups.put((int) line.get("group").number(0), one));
        return group.isPresent();
      case "closed":
        return closed.add((int) line.get("group").number(0)) || true;
      case "intent":
        Optional<Entry> entry = Entry.read(line);
        entry.ifPresent(one -> entries.put(one.number(), one));
        return entry.isPresent();
      case "done":
        return entries.computeIfPresent(number, (key, one) -> done(one, line)) != null;
      case "refused":
        return moved(number, State.REFUSED);
      case "undoing":
        return moved(number, State.UNDOING);
      case "undone":
        return undone(number, line);
      default:
        return false;
    }
  }

  private static Entry done(Entry one, Tree line) {
    Tree details = line.get("details");
    Entry seen =
        one.seen(
            line.get("namespace").text(),
            line.get("uid").text(),
            line.get("resourceVersion").text());
    Entry whole = details.isPresent() ? seen.detailed(details) : seen;
    List<FieldChange> fields = line.get("fields").items().stream().map(FieldChange::read).toList();
    return (fields.isEmpty()
            ? whole
            : whole.changing(fields, whole.content().withheld(), whole.content().kept()))
        .in(State.DONE);
  }

  private boolean moved(int number, State to) {
    return entries.computeIfPresent(number, (key, one) -> one.in(to)) != null;
  }

  private boolean undone(int number, Tree line) {
    Entry entry = entries.get(number);
    if (entry == null) {
      return false;
    }
    line.get("uid").text().ifPresent(uid -> entry.uid().ifPresent(old -> restored.put(old, uid)));
    notes.put(number, line.get("notes").texts());
    return moved(number, State.UNDONE);
  }

  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  ChangeGroup group(Entry entry) {
    return groups.get(entry.group());
  }

  ChangeGroup groupOf(int number) {
    return groups.get(number);
  }

  int groups() {
    return groups.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  int lastEntry() {
    return entries.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  boolean isClosed(int group) {
    return closed.contains(group);
  }

  boolean has(int group) {
    return groups.containsKey(group);
  }

  List<String> notes(Entry entry) {
    return notes.getOrDefault(entry.number(), List.of());
  }

  /** What bears the UID now: an object that was deleted and restored has another one. */
  String current(String uid) {
    String now = uid;
    for (int i = 0; i <= restored.size() && restored.containsKey(now); i++) {
      now = restored.get(now);
    }
    return now;
  }

  String origin(String uid) {
    String first = uid;
    for (int i = 0; i <= restored.size(); i++) {
      for (Map.Entry<String, String> one : restored.entrySet()) {
        first = one.getValue().equals(first) ? one.getKey() : first;
      }
    }
    return first;
  }

  /** Whether any line knows an object by its UID. */
  boolean knows(String uid) {
    return restored.containsValue(uid)
        || entries.values().stream().anyMatch(one -> one.uid().equals(Optional.of(uid)));
  }

  /** Whether the ledger has created the object, and has not undone that. */
  boolean created(String uid) {
    return entries.values().stream()
        .filter(one -> one.verb() == Verb.CREATE && !one.state().over())
        .anyMatch(one -> one.uid().map(this::current).equals(Optional.of(uid)));
  }

  /** Entries that are not over, the first one first. */
  List<Entry> open() {
    return entries.values().stream().filter(one -> !one.state().over()).toList();
  }

  /** Entries that a killed run has left of what must end before anything else is changed. */
  List<Entry> leftovers() {
    List<Entry> left = new ArrayList<>();
    for (Entry entry : open()) {
      ChangeGroup group = groups.get(entry.group());
      if (group != null && group.kind().mustEnd() && !closed.contains(entry.group())) {
        left.add(entry);
      }
    }
    return left;
  }
}

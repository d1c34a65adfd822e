package dev.egresstls.lab.ledger.undo;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Exact;
import dev.egresstls.lab.ledger.journal.Differences;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.Entry.State;
import dev.egresstls.lab.ledger.journal.FieldChange;
import dev.egresstls.lab.ledger.journal.FieldOwners;
import dev.egresstls.lab.ledger.journal.Journal;
import dev.egresstls.lab.ledger.journal.JsonMergePatch;
import dev.egresstls.lab.ledger.journal.Reversal;
import dev.egresstls.lab.ledger.journal.Secrecy;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Conflict;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Undoes one entry: creates, changes or deletes one object. */
final class Undoing {
  private static final int ATTEMPTS = 10;

  private final Resources raw;
  private final Journal journal;
  private final Map<Integer, Exact> exact;
  private final Settling settling;
  private final Dependents dependents;
  private final List<String> done = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final List<Problem> lost = new ArrayList<>();

  Undoing(Resources raw, Journal journal, Map<Integer, Exact> exact) {
    this.raw = raw;
    this.journal = journal;
    this.exact = exact;
    this.settling = new Settling(raw);
    this.dependents = new Dependents(raw);
  }

  Resources raw() {
    return raw;
  }

  Settling settling() {
    return settling;
  }

  Dependents dependents() {
    return dependents;
  }

  List<String> done() {
    return done.stream().distinct().toList();
  }

  List<String> kept() {
    return kept.stream().distinct().toList();
  }

  /** Former values that nobody can set again; their entries are over all the same. */
  List<Problem> lost() {
    return List.copyOf(lost);
  }

  void says(String text) {
    done.add(text);
  }

  void keeps(String text) {
    kept.add(text);
  }

  void undo(Entry entry) throws InterruptedException {
    switch (entry.verb()) {
      case CREATE -> remove(entry);
      case CHANGE -> restoreFields(entry);
      case DELETE -> restore(entry);
      case TOOL -> throw new IllegalArgumentException("a tool changes more than one object");
    }
  }

  static String uid(Tree object) {
    return object.at("metadata.uid").text("");
  }

  private static Optional<String> version(Tree object) {
    return object.at("metadata.resourceVersion").text();
  }

  private void over(Entry entry, List<String> notes) {
    journal.undone(entry, Optional.empty(), notes);
    notes.forEach(this::keeps);
  }

  /** The same of a change that was undone but for values that were not written down. */
  private void over(Entry entry, Reversal reversal) {
    List<String> kept =
        reversal.kept().stream().map(one -> say("ledger.kept.of", entry.ref(), one)).toList();
    List<String> notes = new ArrayList<>(kept);
    List<String> gone = lost(entry, reversal.lost());
    notes.addAll(gone);
    journal.undone(entry, Optional.empty(), notes);
    kept.forEach(this::keeps);
    loses(entry, gone);
  }

  private List<String> lost(Entry entry, List<String> paths) {
    return paths.stream().map(one -> say("ledger.lost", one, entry.ref())).toList();
  }

  private void loses(Entry entry, List<String> notes) {
    String edit = "kubectl edit " + entry.ref().kubectl();
    notes.forEach(
        note ->
            lost.add(Problem.of(Problem.Kind.PRECONDITION, note, say("ledger.lost.try", edit))));
  }

  /** Deletes what was created, and nothing that someone else has created or made theirs. */
  private void remove(Entry entry) throws InterruptedException {
    for (int i = 1; ; i++) {
      Optional<Tree> now = raw.get(entry.ref());
      Optional<String> why = now.flatMap(object -> whyKept(entry, object));
      if (now.isEmpty() || why.isPresent()) {
        over(entry, why.map(List::of).orElse(List.of()));
        return;
      }
      journal.undoing(entry);
      if (deleted(entry.ref(), now.get(), i)) {
        settling.gone(entry.ref(), uid(now.get()));
        over(entry, List.of());
        done.add(say("ledger.gone", entry.ref()));
        return;
      }
    }
  }

  /** Deletes the very object that was looked at; false if someone has changed it meanwhile. */
  boolean deleted(Ref ref, Tree object, int attempt) {
    try {
      raw.delete(ref, Optional.of(uid(object)).filter(one -> !one.isEmpty()), version(object));
      return true;
    } catch (LabFailure e) {
      if (Conflict.of(e).isEmpty() || attempt >= ATTEMPTS) {
        throw e;
      }
      return false;
    }
  }

  /** Why an object that bears the name of one that was created is not deleted. */
  private Optional<String> whyKept(Entry entry, Tree object) {
    if (!isOurs(entry, object)) {
      return Optional.of(say("ledger.kept.another", entry.ref()));
    }
    List<String> others = FieldOwners.others(object);
    if (!others.isEmpty()) {
      return Optional.of(say("ledger.kept.adopted", entry.ref(), String.join(", ", others)));
    }
    return dependents.of(object);
  }

  /**
   * Whether the object is the one that the entry has created. A process that died may not have
   * learnt its UID: there was none of that name before, so it is one that the lab has written and
   * that no other line of the journal knows, such as one that was restored.
   */
  private boolean isOurs(Entry entry, Tree object) {
    Optional<String> known = Undoer.uid(journal, entry);
    if (known.isPresent()) {
      return known.get().equals(uid(object));
    }
    if (entry.state() == State.DONE && uid(object).isEmpty()) {
      return true; // a server without UIDs
    }
    return (FieldOwners.written(object) || isBare(entry, object)) && !journal.knows(uid(object));
  }

  /**
   * A manifest of a name alone, such as a ServiceAccount's, sets no field that anybody could own,
   * so the server notes no manager. Nobody else has written to such an object either.
   */
  private static boolean isBare(Entry entry, Tree object) {
    return entry.content().details().get("sets").texts().equals(List.of("metadata"))
        && FieldOwners.others(object).isEmpty();
  }

  private List<FieldChange> fields(Entry entry) {
    Exact known = exact.get(entry.number());
    return known == null || known.fields().isEmpty() ? entry.content().fields() : known.fields();
  }

  /** Sets former values, wherever nobody has set another since. */
  private void restoreFields(Entry entry) throws InterruptedException {
    for (int i = 1; ; i++) {
      Optional<Tree> now = raw.get(entry.ref());
      boolean another =
          now.isPresent()
              && Undoer.uid(journal, entry).map(one -> !one.equals(uid(now.get()))).orElse(false);
      if (now.isEmpty() || another) {
        over(entry, another ? List.of(say("ledger.kept.another", entry.ref())) : List.of());
        return;
      }
      Reversal reversal = Reversal.of(now.get(), fields(entry));
      Tree patch = JsonMergePatch.between(now.get(), reversal.object());
      if (patch.fields().isEmpty() && entry.state() != State.UNDOING) {
        if (reversal.kept().isEmpty()) {
          settling.rolledOut(entry); // someone else has undone it, but what it left behind
        }
        over(entry, reversal);
        return;
      }
      journal.undoing(entry);
      if (patched(entry.ref(), now.get(), patch, i)) {
        settling.rolledOut(entry);
        over(entry, reversal);
        if (reversal.lost().isEmpty()) {
          done.add(say("ledger.asItWas", entry.ref()));
        }
        return;
      }
    }
  }

  private boolean patched(Ref ref, Tree object, Tree patch, int attempt) {
    if (patch.fields().isEmpty()) {
      return true;
    }
    try {
      raw.restore(ref, JsonMergePatch.guarded(patch, object));
      return true;
    } catch (LabFailure e) {
      if (Conflict.of(e).isEmpty() || attempt >= ATTEMPTS) {
        throw e;
      }
      return false;
    }
  }

  /** Creates again what was deleted, if nobody else has created one of that name. */
  private void restore(Entry entry) throws InterruptedException {
    Optional<Tree> now = raw.get(entry.ref());
    boolean same = now.isPresent() && entry.uid().equals(Optional.of(uid(now.get())));
    if (same && now.get().at("metadata.deletionTimestamp").isMissing()) {
      over(entry, List.of()); // it was never deleted
      return;
    }
    if (same) {
      settling.gone(entry.ref(), uid(now.get()));
      now = raw.get(entry.ref());
    }
    Exact known = exact.get(entry.number());
    boolean whole = known != null && known.former().isPresent();
    Tree former = whole ? known.former() : Secrecy.withoutMarks(entry.content().former());
    if (now.isPresent() && !isRestored(entry, now.get(), former)) {
      over(entry, List.of(say("ledger.kept.recreated", entry.ref())));
      return;
    }
    journal.undoing(entry);
    Tree made = now.isPresent() ? now.get() : created(entry, Differences.plain(former));
    settling.rolledOut(entry);
    List<String> notes = whole ? List.of() : lost(entry, entry.content().withheld());
    journal.undone(entry, Optional.of(uid(made)).filter(one -> !one.isEmpty()), notes);
    loses(entry, notes);
    if (notes.isEmpty()) {
      done.add(say("ledger.back", entry.ref()));
    }
  }

  /** What the lab created stays the lab's; what it did not create shows no trace of it. */
  private Tree created(Entry entry, Tree former) {
    boolean ours =
        journal.open().stream()
            .anyMatch(one -> one.verb() == Entry.Verb.CREATE && one.ref().equals(entry.ref()));
    return ours ? raw.create(former) : raw.restore(former);
  }

  /** Whether an undo that was interrupted has created it already. */
  private boolean isRestored(Entry entry, Tree object, Tree former) {
    return entry.state() == State.UNDOING
        && FieldOwners.written(object)
        && !journal.knows(uid(object))
        && Differences.of(former, object).isEmpty();
  }
}

package dev.egresstls.lab.ledger.undo;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Exact;
import dev.egresstls.lab.ledger.UndoReport;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.Entry.Verb;
import dev.egresstls.lab.ledger.journal.Journal;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Strayed;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Undoes entries, the last one first. Each is written down before it is undone, and again when the
 * cluster was seen to be as it was; so an undo that is interrupted can be done again.
 */
public final class Undoer {
  private final World world;
  private final Journal journal;
  private final Undoing undoing;
  private final List<Problem> failed = new ArrayList<>();
  private final Set<String> blocked = new HashSet<>();
  private boolean strayed;

  /**
   * An undoer.
   *
   * @param exact what this process knows of its own entries
   */
  public Undoer(World world, Journal journal, Map<Integer, Exact> exact) {
    this.world = world;
    this.journal = journal;
    Resources raw = world.cluster().map(Cluster::resources).orElseThrow();
    this.undoing = new Undoing(raw, journal, exact);
  }

  /**
   * Undoes those entries, and later ones of the same objects; goes on after a failure, but for
   * earlier entries of the same object.
   */
  public UndoReport undo(Predicate<Entry> which) throws InterruptedException {
    List<Entry> chosen = Selection.of(journal.open(), which);
    for (int i = chosen.size() - 1; i >= 0; i--) {
      Entry entry = chosen.get(i);
      if (blocked.contains(key(entry)) || deletedAnyway(entry, chosen.subList(0, i))) {
        continue;
      }
      tried(entry);
      if (strayed) {
        break; // nothing more is learnt of this cluster
      }
      if (entry.verb() == Verb.CREATE) {
        after(entry, chosen);
      }
    }
    failed.addAll(undoing.lost());
    return new UndoReport(undoing.done(), undoing.kept(), failed);
  }

  /** What became of changes of an object that the lab has created and deleted now. */
  private void after(Entry created, List<Entry> chosen) throws InterruptedException {
    for (Entry entry : chosen) {
      boolean ofIt = entry.number() > created.number() && sameObject(entry, created);
      if (ofIt && !journal.now(entry).state().over() && !blocked.contains(key(entry))) {
        tried(entry);
      }
    }
  }

  /** A change of an object that will be deleted need not be undone first. */
  private boolean deletedAnyway(Entry entry, List<Entry> earlier) {
    return entry.verb() == Verb.CHANGE
        && entry.uid().isPresent()
        && earlier.stream().anyMatch(one -> one.verb() == Verb.CREATE && sameObject(entry, one));
  }

  private static boolean sameObject(Entry one, Entry other) {
    return one.ref().equals(other.ref()) && one.uid().isPresent() && one.uid().equals(other.uid());
  }

  private static String key(Entry entry) {
    return key(entry.verb(), entry.ref(), entry.number());
  }

  private static String key(Verb verb, Ref ref, int number) {
    return verb == Verb.TOOL ? "tool" + number : ref.apiVersion() + " " + ref;
  }

  private void tried(Entry entry) throws InterruptedException {
    try {
      if (entry.verb() == Verb.TOOL) {
        new ToolUndoing(world, journal, undoing).undo(entry);
      } else {
        undoing.undo(journal.now(entry));
      }
    } catch (LabFailure e) {
      LabFailure met = undoing.raw().orAnother(e);
      strayed |= met != e || Strayed.of(e).isPresent();
      failed.add(met.problem());
      blocked.add(key(entry));
    }
  }

  /** Which entries are undone together. */
  static final class Selection {
    private Selection() {}

    /** Those that are asked for, and all later ones of the same objects, in order. */
    static List<Entry> of(List<Entry> open, Predicate<Entry> which) {
      List<Entry> chosen = new ArrayList<>();
      Set<String> objects = new HashSet<>();
      for (Entry entry : open) {
        if (which.test(entry) || objects.contains(key(entry))) {
          chosen.add(entry);
          objects.add(key(entry));
        }
      }
      return chosen;
    }
  }

  /** A problem for what takes too long. */
  static Problem slow(String object, long seconds) {
    return Problem.of(
        Problem.Kind.PATIENCE, say("ledger.slow", object, seconds), "kubectl get events -A");
  }

  /** A problem for what is still there although it was deleted. */
  static Problem undeleted(Ref ref, List<String> held, long seconds) {
    Problem problem =
        Problem.of(
            Problem.Kind.PATIENCE,
            say("ledger.undeleted", ref, seconds),
            String.join(" ", "kubectl get", ref.kind().toLowerCase(Locale.ROOT), ref.name())
                + ref.namespace().map(" -n "::concat).orElse("")
                + " -o yaml",
            say("ledger.undeleted.try"));
    return held.isEmpty()
        ? problem
        : problem.because(say("ledger.undeleted.held", String.join(", ", held)));
  }

  /** The UID that an entry's object has now, as far as it is known. */
  static Optional<String> uid(Journal journal, Entry entry) {
    return entry.uid().map(journal::current);
  }
}

package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The one place that changes a cluster for a while. It writes down what it is about to change
 * before it does, and takes everything back. A process that dies in between leaves its note, and
 * the next one takes it back from that.
 */
public final class Ledger implements AutoCloseable {
  private final Resources resources;
  private final Notes notes;
  private final String name;
  private final AutoCloseable hold;
  private Note note;

  private Ledger(Resources resources, Notes notes, String name, AutoCloseable hold, Note note) {
    this.resources = resources;
    this.notes = notes;
    this.name = name;
    this.hold = hold;
    this.note = note;
  }

  /**
   * Begins. Nothing is changed or written yet.
   *
   * @param begun a note without entries
   * @throws LabFailure (precondition) if another process is changing this cluster, if an earlier
   *     one left changes behind, or if notes cannot be written
   */
  public static Ledger open(Resources resources, Notes notes, Note begun) {
    String name = Fingerprint.of(resources);
    AutoCloseable hold = notes.hold(name).orElseThrow(() -> busy().failure());
    if (notes.read(name).isPresent()) {
      close(hold);
      throw Problem.of(Problem.Kind.PRECONDITION, say("ledger.leftBehind"), "try back").failure();
    }
    return new Ledger(resources, notes, name, hold, begun);
  }

  /**
   * What an earlier process has left behind in this cluster, to be taken back by {@link #takeBack}.
   *
   * @return empty if there is nothing, or the process is still at work
   */
  public static Optional<Ledger> leftBehind(Resources resources, Notes notes) {
    if (notes.none()) {
      return Optional.empty();
    }
    String name = Fingerprint.of(resources);
    Optional<String> text = notes.read(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return notes.hold(name).map(hold -> found(resources, notes, name, hold));
  }

  private static Ledger found(Resources resources, Notes notes, String name, AutoCloseable hold) {
    try {
      return new Ledger(resources, notes, name, hold, Note.read(notes.read(name).orElseThrow()));
    } catch (RuntimeException e) {
      close(hold);
      throw e;
    }
  }

  private static Problem busy() {
    return Problem.of(Problem.Kind.PRECONDITION, say("ledger.busy"), say("ledger.wait"));
  }

  /** What has been written down so far. */
  public Note note() {
    return note;
  }

  /** Creates an object that is not there. */
  public Tree create(Tree object) {
    Ref ref = Ref.of(object);
    write(note.with(Entry.created(ref)));
    Tree made = resources.create(object);
    write(note.withLast(Entry.created(ref).as(made.at("metadata.uid").text(""))));
    return made;
  }

  /**
   * Changes fields of an object by a JSON merge patch.
   *
   * @throws LabFailure (precondition) if there is no such object
   */
  public Tree merge(Ref ref, Tree patch) {
    Tree before = required(ref);
    List<String> kept = ref.kind().equals("Deployment") ? replicaSets(ref) : List.of();
    write(note.with(Entry.changed(ref, Inverse.of(before, patch), kept)));
    return resources.merge(ref, patch);
  }

  /**
   * Deletes an object.
   *
   * @throws LabFailure (precondition) if there is no such object
   */
  public void delete(Ref ref) {
    Tree before = required(ref);
    write(note.with(Entry.deleted(ref, before)));
    resources.delete(ref, before.at("metadata.uid").text());
  }

  private Tree required(Ref ref) {
    return resources
        .get(ref)
        .orElseThrow(
            () -> Problem.of(Problem.Kind.PRECONDITION, say("ledger.noObject", ref)).failure());
  }

  private List<String> replicaSets(Ref ref) {
    return resources
        .list(new Query("apps/v1", "ReplicaSet", ref.namespace(), Optional.empty()))
        .stream()
        .map(one -> one.at("metadata.name").text(""))
        .toList();
  }

  private void write(Note next) {
    notes.write(name, next.write());
    note = next;
  }

  /**
   * Takes every change back. An interrupt does not stop it; it is kept for the caller.
   *
   * @return what could and what could not be taken back; the note stays for the latter
   */
  public TakenBack takeBack() {
    FutureTask<TakenBack> work = new FutureTask<>(this::restore);
    Thread thread = new Thread(work, "take-back");
    thread.start();
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LabFailure failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private TakenBack restore() throws InterruptedException {
    Restorer restorer = new Restorer(resources);
    TakenBack taken = restorer.all(note.entries());
    if (taken.whole()) {
      notes.remove(name);
    } else {
      write(note.leaving(restorer.left()));
    }
    return taken;
  }

  /** Lets go; what was not taken back stays written down. */
  @Override
  public void close() {
    close(hold);
  }

  private static void close(AutoCloseable hold) {
    try {
      hold.close();
    } catch (Exception e) {
      throw new IllegalStateException("a note that cannot be let go", e);
    }
  }
}

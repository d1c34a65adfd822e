package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.FieldChange;
import dev.egresstls.lab.ledger.journal.Journal;
import dev.egresstls.lab.ledger.journal.Secrecy;
import dev.egresstls.lab.ledger.undo.ClusterRemoval;
import dev.egresstls.lab.ledger.undo.Undoer;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Strayed;
import dev.egresstls.lab.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The one place that changes a cluster. It writes down what it is about to change before it does,
 * and can undo all of it: after a crash from what is written, within the same process exactly.
 */
public final class Ledger {
  /** Something that changes the cluster. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws InterruptedException;
  }

  private static final String OF_KIND = "of-kind";

  private final World world;
  private final Map<Integer, Exact> exact = new LinkedHashMap<>();
  private volatile TakeOver takeOver;
  private volatile Consumer<String> warnings = text -> {};
  private Journal journal;
  private AutoCloseable hold;
  private int depth;
  private ChangeGroup group;
  private int number;

  Ledger(World world) {
    this.world = world;
    this.takeOver = world.fleeting() ? TakeOver.ALWAYS : TakeOver.NEVER;
  }

  /** From now on this decides about what belongs to others. */
  public void asking(TakeOver other) {
    takeOver = other;
  }

  /** From now on this hears, before a change, what could not be restored after a crash. */
  public void warning(Consumer<String> other) {
    warnings = other;
  }

  private Resources raw() {
    return world.cluster().map(Cluster::resources).orElseThrow(() -> noCluster().failure());
  }

  private static Problem noCluster() {
    return Problem.of(Problem.Kind.PRECONDITION, say("ledger.noCluster"));
  }

  /**
   * Keeps other processes from changing this cluster until it is closed.
   *
   * @param what for, as others report it
   * @throws LabFailure (precondition) if another process is changing it, or the ledger cannot be
   *     read or written
   */
  public synchronized AutoCloseable hold(String what) {
    if (depth == 0 && journalName().isPresent()) {
      open(what);
    }
    depth++;
    return this::letGo;
  }

  /** The journal of the cluster, or of the cluster that kind is to create. */
  private Optional<String> journalName() {
    if (world.cluster().isPresent()) {
      return Optional.of(Fingerprint.of(raw()));
    }
    return world.mode() == World.Mode.KIND ? Optional.of(OF_KIND) : Optional.empty();
  }

  private void open(String what) {
    String name = journalName().orElseThrow(() -> noCluster().failure());
    Notes notes = world.notes();
    String who = say("ledger.holder", what, ProcessHandle.current().pid());
    hold = notes.hold(name, who).orElseThrow(() -> busy(notes.holder(name)).failure());
    try {
      journal = Journal.read(notes, name);
      world.cluster().map(Cluster::resources).ifPresent(now -> journal.onlyIf(now::verify));
      OldNotes.takeIn(notes, name, journal);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Problem busy(String holder) {
    Problem problem = Problem.of(Problem.Kind.PRECONDITION, say("ledger.busy"), say("ledger.wait"));
    return holder.isEmpty() ? problem : problem.because(holder);
  }

  private synchronized void letGo() {
    depth--;
    if (depth == 0) {
      close();
    }
  }

  private void close() {
    journal = null;
    AutoCloseable held = hold;
    hold = null;
    if (held != null) {
      quietly(held);
    }
  }

  static void quietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new IllegalStateException("a ledger that cannot be let go", e);
    }
  }

  /**
   * Does something whose changes belong together. What is done within it belongs to the outermost
   * group.
   *
   * @throws LabFailure (precondition) if another process is changing this cluster, or an earlier
   *     one left changes behind
   */
  public <T> T during(ChangeGroup of, Work<T> work) throws InterruptedException {
    if (group != null) {
      return work.run();
    }
    AutoCloseable held = hold(of.name());
    try {
      mustBeClean();
      group = of;
      number = 0;
      T result = work.run();
      ended();
      return result;
    } catch (LabFailure e) {
      ended();
      throw world.cluster().map(now -> now.resources().orAnother(e)).orElse(e);
    } catch (RuntimeException | InterruptedException e) {
      ended();
      throw e;
    } finally {
      // An Error ends the process: whatever it left is undone by the next one.
      group = null;
      quietly(held);
    }
  }

  private void mustBeClean() {
    if (journal == null) {
      return;
    }
    Optional<Problem> damage = journal.damage();
    if (damage.isPresent()) {
      throw damage.get().failure();
    }
    if (!journal.leftovers().isEmpty()) {
      throw Problem.of(Problem.Kind.PRECONDITION, say("ledger.leftBehind"), "undo").failure();
    }
  }

  /** What is temporary has ended when its changes are undone, all else when it is through. */
  private void ended() {
    if (number == 0 || journal == null) {
      return;
    }
    boolean open = journal.open().stream().anyMatch(entry -> entry.group() == number);
    if (!open || !group.kind().temporary()) {
      journal.close(number);
    }
    tidy();
  }

  private void tidy() {
    journal.tidy();
    if (journal.entries().isEmpty()) {
      exact.clear();
    }
  }

  /** Whether the cluster ends with this process. */
  boolean fleeting() {
    return world.fleeting();
  }

  /** The group in progress. */
  Optional<ChangeGroup> group() {
    return Optional.ofNullable(group);
  }

  /** Whether the lab has created an object, and may do with it what it likes. */
  boolean created(String uid) {
    return journal != null && journal.created(uid);
  }

  /** Asks before something that belongs to others is changed. */
  void mustAgree(TakeOver.Question question) {
    if (!TakeOvers.isLearnersOwn(question, world) && !takeOver.agrees(question)) {
      throw question.problem().failure();
    }
  }

  /**
   * Writes down what is about to be done.
   *
   * @param unwritten with what must not be written
   */
  Entry intend(Entry entry, Exact unwritten) {
    if (group == null) {
      throw new IllegalStateException("a change that belongs to no group: " + entry.object());
    }
    for (String path : entry.content().withheld()) {
      warnings.accept(say("ledger.withheld", path, entry.object()));
    }
    if (journal == null) {
      open(group.name()); // the cluster has been created meanwhile
    }
    if (number == 0) {
      number = journal.begin(group);
    }
    Entry written = journal.intend(number, entry);
    exact.put(written.number(), unwritten);
    return written;
  }

  /**
   * It was done.
   *
   * @param object as it is now
   * @param details of a tool
   * @param effect of a change: what the server made of it, which may be more than was asked for
   */
  void done(Entry entry, Tree object, Tree details, List<FieldChange> effect) {
    List<FieldChange> written = Secrecy.of(entry.ref().kind(), effect).value();
    boolean known = written.equals(entry.content().fields());
    journal.done(entry, object, details, known ? List.of() : written);
    if (!effect.isEmpty()) {
      exact.put(entry.number(), new Exact(effect, Tree.MISSING));
    }
  }

  /** The cluster was created by what an entry says: from now on its own journal is written. */
  void created(Entry making, LedgeredResources.ToolWork record) throws InterruptedException {
    Journal pending = journal;
    AutoCloseable held = hold;
    journal = null;
    hold = null;
    number = 0;
    try {
      record.run();
      pending.undone(making, Optional.empty(), List.of());
      pending.close(making.group());
      pending.tidy();
    } finally {
      quietly(held);
    }
  }

  void refused(Entry entry) {
    journal.refused(entry);
  }

  /** It was done here or in another cluster. */
  void strayed(Entry entry, Strayed how) {
    Astray.note(world.notes(), journal, group, entry, how);
  }

  /** Undoes what the group under way has changed so far. An interrupt does not stop it. */
  public UndoReport undoGroup() {
    return number == 0 ? UndoReport.NOTHING : undo(entry -> entry.group() == number);
  }

  /**
   * Undoes changes, the last one first. An interrupt does not stop it; it is kept for the caller.
   *
   * @param which of the entries that are not over; later ones of the same objects are undone, too
   */
  public UndoReport undo(Predicate<Entry> which) {
    AutoCloseable held = hold(say("ledger.undo"));
    try {
      if (journal == null || journal.open().stream().noneMatch(which)) {
        return UndoReport.NOTHING;
      }
      UndoReport report =
          Uninterrupted.run(
              () ->
                  world.cluster().isPresent()
                      ? new Undoer(world, journal, Map.copyOf(exact)).undo(which)
                      : new ClusterRemoval(world, journal).undo(which));
      tidyGroups();
      return report;
    } finally {
      quietly(held);
    }
  }

  private void tidyGroups() {
    journal.entries().stream()
        .map(Entry::group)
        .distinct()
        .filter(one -> group == null || one != number)
        .filter(one -> journal.open().stream().noneMatch(entry -> entry.group() == one))
        .forEach(journal::close);
    if (group == null) {
      tidy();
    }
  }

  /** What a killed run has left behind, as a group; empty if there is nothing. */
  public Optional<Leftover> leftover() {
    Optional<Leftover> left = reading(Leftover::in);
    return left.filter(one -> journal != null || !isAtWork());
  }

  /** Whether another process is changing the cluster now: what it has not undone is no leftover. */
  private boolean isAtWork() {
    try {
      quietly(hold(say("ledger.look")));
      return false;
    } catch (LabFailure e) {
      return true;
    }
  }

  /** Undoes what killed runs have left behind. */
  public UndoReport undoLeftover() {
    AutoCloseable held = hold(say("ledger.undo"));
    try {
      if (journal == null) {
        return UndoReport.NOTHING;
      }
      List<Integer> left = journal.leftovers().stream().map(Entry::number).toList();
      return undo(entry -> left.contains(entry.number()));
    } finally {
      quietly(held);
    }
  }

  /** Everything that the ledger of this cluster holds now. */
  public Items items() {
    return this.<Optional<Items>>reading(one -> Optional.of(Items.of(one))).orElse(Items.NONE);
  }

  /**
   * If only a part of the journal can be trusted, lets that part be undone: it begins again with
   * that, and the damaged file is kept.
   *
   * @return where it is kept; empty if it is not damaged
   */
  public Optional<String> mend() {
    AutoCloseable held = hold(say("ledger.undo"));
    try {
      return journal == null || journal.damage().isEmpty()
          ? Optional.empty()
          : Optional.of(journal.mend());
    } finally {
      quietly(held);
    }
  }

  /** Reads the journal whether another process works on it or not; writes nothing. */
  private <T> T reading(java.util.function.Function<Journal, T> reader) {
    if (journal != null) {
      return reader.apply(journal);
    }
    Optional<String> found = world.notes().none() ? Optional.empty() : journalName();
    if (found.isEmpty()) {
      return reader.apply(Journal.empty(world.notes()));
    }
    String name = found.get();
    Journal read = Journal.read(world.notes(), name);
    OldNotes.show(world.notes(), name, read);
    return reader.apply(read);
  }
}

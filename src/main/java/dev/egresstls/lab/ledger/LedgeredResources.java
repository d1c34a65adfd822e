package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.ledger.journal.Differences;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.Entry.Verb;
import dev.egresstls.lab.ledger.journal.FieldChange;
import dev.egresstls.lab.ledger.journal.FieldOwners;
import dev.egresstls.lab.ledger.journal.JsonMergePatch;
import dev.egresstls.lab.ledger.journal.Secrecy;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Conflict;
import dev.egresstls.lab.world.DelegatingResources;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Strayed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The objects of a cluster, changed through the ledger. */
public final class LedgeredResources extends DelegatingResources {
  /** How often a change is tried again because the object was changed in between. */
  private static final int ATTEMPTS = 10;

  private final Resources raw;
  private final Ledger ledger;

  LedgeredResources(Resources raw, Ledger ledger) {
    super(raw);
    this.raw = raw;
    this.ledger = ledger;
  }

  private static boolean modified(LabFailure failure) {
    return Conflict.of(failure).map(conflict -> conflict.fields().isEmpty()).orElse(false);
  }

  /** Looks and changes again as long as someone else was faster. */
  private static <T> T again(Supplier<T> work) {
    for (int i = 1; i < ATTEMPTS; i++) {
      try {
        return work.get();
      } catch (LabFailure e) {
        if (!modified(e)) {
          throw e;
        }
      }
    }
    return work.get();
  }

  /**
   * Does a change between two lines of the journal.
   *
   * @param before the object that is changed; missing if it is created or deleted
   */
  private Tree written(Entry entry, Exact exact, Tree before, Supplier<Tree> change) {
    Entry intended = ledger.intend(entry, exact);
    Tree answer;
    try {
      answer = change.get();
    } catch (LabFailure e) {
      boolean refused = Conflict.of(e).isPresent() || e.problem().kind() == Problem.Kind.DENIED;
      if (refused) {
        ledger.refused(intended);
      }
      Strayed.of(e).ifPresent(strayed -> ledger.strayed(intended, strayed));
      throw e;
    }
    ledger.done(
        intended,
        answer,
        Tree.MISSING,
        before.isPresent() ? Differences.of(before, answer) : List.of());
    return answer;
  }

  /**
   * Applies an object by server-side apply. An object that someone else has made, and fields that
   * others own, are changed only if the user agrees. Nothing is written if nothing would change.
   *
   * @param force is not needed: fields of others are taken over if the user agrees
   */
  @Override
  public Tree apply(Tree object, boolean force) {
    return again(
        () -> {
          Ref ref = Ref.of(object);
          Optional<Tree> before = raw.get(ref);
          return before.isPresent() ? applied(before.get(), object) : created(object, true);
        });
  }

  private Tree applied(Tree before, Tree object) {
    boolean force = false;
    Tree after;
    try {
      after = raw.dryRun(object, false);
    } catch (LabFailure e) {
      Optional<Conflict> conflict = Conflict.of(e).filter(one -> !one.fields().isEmpty());
      TakeOver.Question question = conflict.map(one -> question(before, one)).orElseThrow(() -> e);
      if (!question.owners().isEmpty()) {
        ledger.mustAgree(question);
      }
      force = true;
      after = raw.dryRun(object, true);
    }
    List<FieldChange> changes = Differences.of(before, after);
    if (changes.isEmpty()) {
      return before;
    }
    if (!force && isForeign(before) && adopts(object, changes)) {
      ledger.mustAgree(question(before, changes));
    }
    Tree guarded = JsonMergePatch.guarded(object, before);
    boolean taken = force;
    return written(
        changing(before, changes),
        new Exact(changes, Tree.MISSING),
        before,
        () -> raw.apply(guarded, taken));
  }

  /** A label that was not there makes no object the lab's own. */
  private static boolean adopts(Tree object, List<FieldChange> changes) {
    boolean labels = object.fields().keySet().equals(Set.of("apiVersion", "kind", "metadata"));
    return !labels || changes.stream().anyMatch(FieldChange::overwrites);
  }

  private boolean isForeign(Tree object) {
    boolean ours =
        ledger.created(object.at("metadata.uid").text(""))
            || FieldOwners.written(object) && FieldOwners.others(object).isEmpty();
    return !ours;
  }

  /** What the lab itself has patched is in conflict, too: the server keeps that apart. */
  private static TakeOver.Question question(Tree object, Conflict conflict) {
    Map<String, List<String>> owners = new LinkedHashMap<>();
    conflict.fields().stream()
        .filter(field -> !Resources.isLab(field.manager()))
        .forEach(
            field ->
                owners.merge(
                    field.manager(),
                    List.of(field.path().replaceFirst("^\\.", "")),
                    TakeOvers::joined));
    return new TakeOver.Question(Ref.of(object), owners);
  }

  private static TakeOver.Question question(Tree object, List<FieldChange> changes) {
    return new TakeOver.Question(Ref.of(object), TakeOvers.owners(object, changes));
  }

  private Entry changing(Tree before, List<FieldChange> changes) {
    Ref ref = Ref.of(before);
    Secrecy.Kept<List<FieldChange>> kept = Secrecy.of(ref.kind(), changes);
    List<String> sets = ref.kind().equals("Deployment") ? replicaSets(ref) : List.of();
    return Entry.of(Verb.CHANGE, ref, before).changing(kept.value(), kept.withheld(), sets);
  }

  private List<String> replicaSets(Ref ref) {
    return raw.list(new Query("apps/v1", "ReplicaSet", ref.namespace(), Optional.empty())).stream()
        .map(one -> one.at("metadata.name").text(""))
        .toList();
  }

  /**
   * Creates an object that is not there.
   *
   * @throws LabFailure if there is one of that name
   */
  @Override
  public Tree create(Tree object) {
    return raw.get(Ref.of(object)).isPresent() ? raw.create(object) : created(object, false);
  }

  private Tree created(Tree object, boolean byApply) {
    Entry entry =
        Entry.of(Verb.CREATE, Ref.of(object), Tree.MISSING)
            .detailed(Tree.object("sets", parts(object)));
    return written(
        entry,
        new Exact(List.of(), Tree.MISSING),
        Tree.MISSING,
        () -> byApply ? raw.apply(object, false) : raw.create(object));
  }

  private static List<String> parts(Tree object) {
    return object.fields().keySet().stream()
        .filter(key -> !Set.of("apiVersion", "kind").contains(key))
        .toList();
  }

  /**
   * Changes fields of an object by a JSON merge patch.
   *
   * @throws LabFailure (precondition) if there is no such object
   */
  @Override
  public Tree merge(Ref ref, Tree patch) {
    return change(ref, before -> JsonMergePatch.merged(before, patch));
  }

  /**
   * Changes an object as it is now; only what differs is sent and written down.
   *
   * @throws LabFailure (precondition) if there is no such object
   */
  public Tree change(Ref ref, UnaryOperator<Tree> edit) {
    return again(
        () -> {
          Tree before = required(ref);
          Tree after = edit.apply(before);
          List<FieldChange> changes = Differences.of(before, after);
          if (changes.isEmpty()) {
            return before;
          }
          if (!isTemporary()) {
            agreed(before, changes);
          }
          Tree patch = JsonMergePatch.guarded(JsonMergePatch.between(before, after), before);
          return written(
              changing(before, changes),
              new Exact(changes, Tree.MISSING),
              before,
              () -> raw.merge(ref, patch));
        });
  }

  /** What is changed for a while is exactly as it was when it ends; the user has agreed to that. */
  private boolean isTemporary() {
    return ledger.group().map(ChangeGroup::kind).filter(ChangeGroup.Kind::temporary).isPresent();
  }

  private void agreed(Tree before, List<FieldChange> changes) {
    Map<String, List<String>> owners = TakeOvers.fieldOwners(before, changes);
    if (!owners.isEmpty()) {
      ledger.mustAgree(new TakeOver.Question(Ref.of(before), owners));
    }
  }

  private Tree required(Ref ref) {
    return raw.get(ref)
        .orElseThrow(
            () -> Problem.of(Problem.Kind.PRECONDITION, say("ledger.noObject", ref)).failure());
  }

  /**
   * Deletes an object; one that someone else has made only if the user agrees.
   *
   * @param version is not needed: it is the one that was written down
   */
  @Override
  public boolean delete(Ref ref, Optional<String> uid, Optional<String> version) {
    return again(
        () -> {
          Optional<Tree> before = raw.get(ref);
          boolean another =
              before.isPresent()
                  && uid.isPresent()
                  && !uid.equals(before.get().at("metadata.uid").text());
          if (before.isEmpty() || another) {
            return false;
          }
          if (!isTemporary() && isForeign(before.get())) {
            ledger.mustAgree(new TakeOver.Question(ref, TakeOvers.owners(before.get(), List.of())));
          }
          delete(before.get());
          return true;
        });
  }

  private void delete(Tree before) {
    Secrecy.Kept<Tree> kept = Secrecy.of(before);
    Ref ref = Ref.of(before);
    Entry entry = Entry.of(Verb.DELETE, ref, before).with(kept.value(), kept.withheld());
    Optional<String> uid = before.at("metadata.uid").text();
    Optional<String> version = before.at("metadata.resourceVersion").text();
    written(
        entry,
        new Exact(List.of(), before),
        Tree.MISSING,
        () -> {
          raw.delete(ref, uid, version);
          return Tree.MISSING;
        });
  }

  /**
   * Runs a tool that changes the cluster by itself: which objects there were before and after is
   * written down.
   *
   * @param details what is known of it beforehand; {@code command} as it is typed
   */
  public void tool(Tree details, ToolWork work) throws InterruptedException {
    if (details.get("cluster").isPresent() || ledger.fleeting()) {
      recorded(details, work);
      return;
    }
    Tree known = ToolEffect.before(details, Inventory.of(raw));
    raw.verify(); // what was read is of the cluster that was pinned, or is worth nothing
    Entry entry = Entry.of(Verb.TOOL, TakeOvers.TOOL, Tree.MISSING).detailed(known);
    Entry intended = ledger.intend(entry, new Exact(List.of(), Tree.MISSING));
    watched(details, work);
    Tree after = ToolEffect.after(known, Inventory.of(raw));
    raw.verify();
    ledger.done(intended, Tree.MISSING, after, List.of());
  }

  /** Runs a tool, and sees whether the address led to another cluster meanwhile. */
  private void watched(Tree details, ToolWork work) throws InterruptedException {
    String command = details.get("command").text("");
    try {
      work.run();
    } catch (LabFailure e) {
      raw.verifyAfter(command);
      throw e;
    }
    raw.verifyAfter(command);
  }

  /**
   * A tool that makes the cluster itself, so that all that is in it came with it; or one that works
   * in a cluster that ends with this process, for which inventories would cost more than the tool.
   */
  private void recorded(Tree details, ToolWork work) throws InterruptedException {
    Entry entry = Entry.of(Verb.TOOL, TakeOvers.TOOL, Tree.MISSING).detailed(details);
    Entry intended = ledger.intend(entry, new Exact(List.of(), Tree.MISSING));
    work.run();
    ledger.done(intended, Tree.MISSING, Tree.MISSING, List.of());
  }

  /** What a tool does. */
  @FunctionalInterface
  public interface ToolWork {
    /**
     * Runs it.
     *
     * @throws LabFailure if it fails
     */
    void run() throws InterruptedException;
  }
}

package dev.egresstls.lab.ledger.undo;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Inventory;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Rollout;
import dev.egresstls.lab.world.WaitUntil;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.served.ServedKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until the cluster shows what was undone. */
final class Settling {
  /** A namespace on its way out, or an istiod that starts, may take a while. */
  private static final Duration MOST = Duration.ofSeconds(120);

  private final Resources raw;
  private final List<Watched> watching = new ArrayList<>();

  Settling(Resources raw) {
    this.raw = raw;
  }

  private void await(String object, WaitUntil.Condition met) throws InterruptedException {
    await(() -> Undoer.slow(object, MOST.toSeconds()), met);
  }

  private void await(Supplier<Problem> slow, WaitUntil.Condition met) throws InterruptedException {
    if (!WaitUntil.until(raw, MOST, watching, met)) {
      throw slow.get().failure();
    }
  }

  private Watched watch(String apiVersion, String kind, Optional<String> namespace)
      throws InterruptedException {
    Watched watched = raw.watch(new Query(apiVersion, kind, namespace, Optional.empty()));
    watching.add(watched);
    raw.awaitFirst(MOST);
    return watched;
  }

  private static Optional<Tree> named(Watched watched, Ref ref) {
    return watched.items().stream()
        .filter(one -> one.at("metadata.name").text("").equals(ref.name()))
        .filter(
            one -> ref.namespace().map(one.at("metadata.namespace").text("")::equals).orElse(true))
        .findFirst();
  }

  /** Waits until an object, and what a Deployment owns, is gone. */
  void gone(Ref ref, String uid) throws InterruptedException {
    if (raw.get(ref).filter(one -> Undoing.uid(one).equals(uid)).isPresent()) {
      Watched watched = watch(ref.apiVersion(), ref.kind(), ref.namespace());
      await(
          () -> Undoer.undeleted(ref, held(ref), MOST.toSeconds()),
          () -> named(watched, ref).filter(one -> Undoing.uid(one).equals(uid)).isEmpty());
    }
    if (ref.kind().equals("Deployment")) {
      childless(ref);
    }
  }

  /** What keeps an object from being deleted: finalizers, of what is in a namespace as well. */
  private List<String> held(Ref ref) {
    List<String> held = new ArrayList<>();
    raw.get(ref).filter(Settling::finalized).ifPresent(one -> held.add(ref.toString()));
    if (ref.kind().equals("Namespace")) {
      for (ServedKind kind : raw.served()) {
        Query query = Query.in(ref.name(), kind.apiVersion(), kind.kind());
        if (kind.namespaced()) {
          Inventory.objects(raw, query).stream()
              .filter(Settling::finalized)
              .forEach(one -> held.add(kind.kind() + " " + one.at("metadata.name").text("")));
        }
      }
    }
    return held;
  }

  private static boolean finalized(Tree object) {
    return !object.at("metadata.finalizers").items().isEmpty();
  }

  private void childless(Ref ref) throws InterruptedException {
    Predicate<Tree> ofIt =
        one -> one.at("metadata.ownerReferences[0].name").text("").equals(ref.name());
    Watched sets = watch("apps/v1", "ReplicaSet", ref.namespace());
    Watched pods = watch("v1", "Pod", ref.namespace());
    Predicate<Tree> podOfIt = one -> DeploymentPods.owned(one, ref.name());
    await(
        ref.toString(),
        () -> sets.items().stream().noneMatch(ofIt) && pods.items().stream().noneMatch(podOfIt));
  }

  /** Waits until a Deployment has pods of its newest template alone, and no new empty sets. */
  void rolledOut(Entry entry) throws InterruptedException {
    if (!entry.ref().kind().equals("Deployment")) {
      return;
    }
    Optional<Tree> changed = raw.get(entry.ref());
    long generation = changed.map(one -> one.at("metadata.generation").number(0)).orElse(0L);
    Watched watched = watch("apps/v1", "Deployment", entry.ref().namespace());
    await(
        entry.ref().toString(),
        () ->
            changed.isEmpty()
                || named(watched, entry.ref())
                    .filter(one -> one.at("metadata.generation").number(0) >= generation)
                    .map(Rollout::done)
                    .orElse(false));
    if (entry.verb() == Entry.Verb.CHANGE) {
      pruned(entry);
    }
  }

  /** Deletes the empty ReplicaSets that the change has left behind. */
  private void pruned(Entry entry) {
    raw.list(new Query("apps/v1", "ReplicaSet", entry.ref().namespace(), Optional.empty())).stream()
        .filter(
            one -> one.at("metadata.ownerReferences[0].name").text("").equals(entry.ref().name()))
        .filter(one -> !entry.content().kept().contains(one.at("metadata.name").text("")))
        .filter(one -> one.at("spec.replicas").number(1) == 0)
        .forEach(one -> raw.delete(Ref.of(one), one.at("metadata.uid").text()));
  }
}

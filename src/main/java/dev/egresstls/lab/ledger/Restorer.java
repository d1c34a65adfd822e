package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Rollout;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.patience.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes changes back, the last one first. */
final class Restorer {
  /** A namespace on its way out, or an istiod that starts, may take a while. */
  private static final Duration MOST = Duration.ofSeconds(120);

  private final Resources resources;
  private final List<Watched> watching = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final List<Problem> failed = new ArrayList<>();
  private final List<Entry> left = new ArrayList<>();

  Restorer(Resources resources) {
    this.resources = resources;
  }

  /** Takes all of it back; goes on after a failure. */
  TakenBack all(List<Entry> entries) throws InterruptedException {
    for (int i = entries.size() - 1; i >= 0; i--) {
      try {
        takeBack(entries.get(i));
      } catch (LabFailure e) {
        failed.add(e.problem());
        left.add(0, entries.get(i));
      }
    }
    for (Entry entry : entries) {
      if (!left.contains(entry) && !settled(entry)) {
        failed.add(slow(entry));
        left.add(entry);
      }
    }
    return new TakenBack(done, failed);
  }

  /** What could not be taken back. */
  List<Entry> left() {
    return List.copyOf(left);
  }

  private static Problem slow(Entry entry) {
    return Problem.of(
        Problem.Kind.PATIENCE,
        say("ledger.slow", entry.ref(), MOST.toSeconds()),
        "kubectl get events -A");
  }

  private void takeBack(Entry entry) {
    switch (entry.deed()) {
      case CREATED -> remove(entry);
      case CHANGED -> {
        if (resources.get(entry.ref()).isPresent()) {
          resources.merge(entry.ref(), entry.before());
          done.add(say("ledger.asItWas", entry.ref()));
        }
      }
      case DELETED -> {
        if (resources.get(entry.ref()).isEmpty()) {
          resources.create(Inverse.creatable(entry.before()));
        }
        done.add(say("ledger.back", entry.ref()));
      }
    }
  }

  /** Deletes what was created, and nothing that somebody else has created in its place. */
  private void remove(Entry entry) {
    Optional<Tree> now = resources.get(entry.ref());
    boolean ours =
        now.map(
                object ->
                    entry
                        .uid()
                        .map(uid -> object.at("metadata.uid").text("").equals(uid))
                        .orElseGet(() -> writtenByUs(object)))
            .orElse(false);
    if (ours) {
      resources.delete(entry.ref(), now.get().at("metadata.uid").text());
      done.add(say("ledger.gone", entry.ref()));
    }
  }

  private static boolean writtenByUs(Tree object) {
    List<Tree> managers = object.at("metadata.managedFields").items();
    return managers.isEmpty()
        || managers.stream()
            .anyMatch(one -> one.get("manager").text("").equals(Resources.FIELD_MANAGER));
  }

  /** Waits until the cluster has followed. */
  private boolean settled(Entry entry) throws InterruptedException {
    boolean deployment = entry.ref().kind().equals("Deployment");
    if (entry.deed() == Entry.Deed.CREATED) {
      return gone(entry.ref(), entry.uid()) && (!deployment || childless(entry.ref()));
    }
    if (!deployment) {
      return true;
    }
    Watched watched = watch("apps/v1", "Deployment", entry.ref().namespace());
    boolean rolled = until(() -> named(watched, entry.ref()).map(Rollout::done).orElse(true));
    return rolled && (entry.deed() != Entry.Deed.CHANGED || pruned(entry));
  }

  private boolean until(java.util.function.BooleanSupplier met) throws InterruptedException {
    return Patience.until(resources, MOST, watching, met);
  }

  private Watched watch(String apiVersion, String kind, Optional<String> namespace)
      throws InterruptedException {
    Watched watched = resources.watch(new Query(apiVersion, kind, namespace, Optional.empty()));
    watching.add(watched);
    resources.awaitFirst(MOST);
    return watched;
  }

  private static Optional<Tree> named(Watched watched, Ref ref) {
    return watched.items().stream()
        .filter(one -> one.at("metadata.name").text("").equals(ref.name()))
        .filter(
            one -> ref.namespace().map(one.at("metadata.namespace").text("")::equals).orElse(true))
        .findFirst();
  }

  private boolean gone(Ref ref, Optional<String> uid) throws InterruptedException {
    if (resources.get(ref).filter(one -> same(one, uid)).isEmpty()) {
      return true;
    }
    Watched watched = watch(ref.apiVersion(), ref.kind(), ref.namespace());
    return until(() -> named(watched, ref).filter(one -> same(one, uid)).isEmpty());
  }

  private static boolean same(Tree object, Optional<String> uid) {
    return uid.map(object.at("metadata.uid").text("")::equals).orElse(true);
  }

  /** Whether the ReplicaSets and pods of a deleted Deployment are gone as well. */
  private boolean childless(Ref ref) throws InterruptedException {
    Predicate<Tree> ofIt =
        one -> one.at("metadata.ownerReferences[0].name").text("").equals(ref.name());
    Watched sets = watch("apps/v1", "ReplicaSet", ref.namespace());
    Watched pods = watch("v1", "Pod", ref.namespace());
    Predicate<Tree> podOfIt = one -> DeploymentPods.owned(one, ref.name());
    return until(
        () -> sets.items().stream().noneMatch(ofIt) && pods.items().stream().noneMatch(podOfIt));
  }

  /** Deletes the empty ReplicaSets that the change has left behind. */
  private boolean pruned(Entry entry) {
    resources
        .list(new Query("apps/v1", "ReplicaSet", entry.ref().namespace(), Optional.empty()))
        .stream()
        .filter(
            one -> one.at("metadata.ownerReferences[0].name").text("").equals(entry.ref().name()))
        .filter(one -> !entry.kept().contains(one.at("metadata.name").text("")))
        .filter(one -> one.at("spec.replicas").number(1) == 0)
        .forEach(one -> resources.delete(Ref.of(one), one.at("metadata.uid").text()));
    return true;
  }
}

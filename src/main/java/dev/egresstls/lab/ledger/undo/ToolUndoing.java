package dev.egresstls.lab.ledger.undo;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.ledger.Inventory;
import dev.egresstls.lab.ledger.Inventory.Found;
import dev.egresstls.lab.ledger.ToolEffect;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.Journal;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Undoes what a tool did: removes the objects that came, or the cluster that it made. */
final class ToolUndoing {
  /**
   * Who writes what an installation of Istio brings: istioctl
   * (operator/pkg/install/install.go @1.27: fieldOwnerOperator), Helm, and istiod itself. The tools
   * of practice write as the lab.
   */
  private static final Set<String> WRITERS =
      Set.of(
          "istio-operator",
          "istioctl",
          "helm",
          "pilot-discovery",
          Resources.FIELD_MANAGER,
          Resources.UNDO_MANAGER,
          "kube-apiserver",
          "kube-controller-manager",
          "kube-scheduler",
          "kubelet");

  /** Webhooks first, so that they refuse nothing; then what would create things again. */
  private static final List<String> ORDER =
      List.of(
          "MutatingWebhookConfiguration",
          "ValidatingWebhookConfiguration",
          "HorizontalPodAutoscaler",
          "PodDisruptionBudget",
          "Deployment",
          "");

  private static final List<String> LAST = List.of("CustomResourceDefinition", "Namespace");

  private static final int PASSES = 3;

  private final World world;
  private final Journal journal;
  private final Undoing undoing;

  ToolUndoing(World world, Journal journal, Undoing undoing) {
    this.world = world;
    this.journal = journal;
    this.undoing = undoing;
  }

  void undo(Entry entry) throws InterruptedException {
    boolean cluster = entry.content().details().get("cluster").isPresent();
    if (world.fleeting() || cluster && world.mode() == World.Mode.PRACTICE) {
      String stays = say("ledger.kept.practice");
      journal.undone(entry, Optional.empty(), List.of(stays));
      undoing.keeps(stays);
    } else if (cluster) {
      new ClusterRemoval(world, journal).undo(entry, undoing::says, undoing::keeps);
    } else {
      removeWhatCame(entry);
    }
  }

  private void removeWhatCame(Entry entry) throws InterruptedException {
    List<String> unrestored = unrestored(entry);
    journal.undoing(entry);
    List<String> stays = new ArrayList<>();
    List<Found> came = came(entry);
    int removed = 0;
    for (int pass = 0; pass < PASSES && !came.isEmpty(); pass++) {
      stays.clear();
      for (Found one : came) {
        Optional<String> why = removed(one, came);
        why.ifPresent(stays::add);
        removed += why.isEmpty() ? 1 : 0;
      }
      came = stays.isEmpty() ? came(entry) : List.of();
    }
    stays.addAll(unrestored);
    journal.undone(entry, Optional.empty(), stays);
    undoing.says(say("ledger.tool.gone", removed, entry.object()));
    stays.forEach(undoing::keeps);
  }

  /**
   * What the tool has done to objects that were there before it; a tool that was cut short has not
   * said so, and what the lab itself has changed since is undone elsewhere.
   */
  private List<String> unrestored(Entry entry) {
    ToolEffect effect =
        entry.content().details().get("states").isPresent()
            ? ToolEffect.between(entry.content().details(), Inventory.of(undoing.raw()))
            : ToolEffect.of(entry);
    List<String> own =
        journal.entries().stream()
            .filter(one -> one.verb() == Entry.Verb.CHANGE || one.verb() == Entry.Verb.DELETE)
            .map(one -> one.ref().apiVersion() + "/" + one.ref())
            .toList();
    List<String> lines = new ArrayList<>();
    effect.changed().stream()
        .filter(name -> !own.contains(name))
        .forEach(name -> lines.add(say("ledger.kept.toolChanged", name, entry.object())));
    effect.gone().stream()
        .filter(name -> !own.contains(name))
        .forEach(name -> lines.add(say("ledger.kept.toolDeleted", name, entry.object())));
    return lines;
  }

  /** Removes an object that came; gives why it stays. */
  private Optional<String> removed(Found one, List<Found> came) throws InterruptedException {
    for (int i = 1; ; i++) {
      Optional<Tree> now =
          undoing.raw().get(one.ref()).filter(object -> Undoing.uid(object).equals(one.uid()));
      if (now.isEmpty()) {
        return Optional.empty();
      }
      Optional<String> why = undoing.dependents().of(now.get(), found -> isOneOf(found, came));
      if (why.isPresent()) {
        return why;
      }
      if (undoing.deleted(one.ref(), now.get(), i)) {
        undoing.settling().gone(one.ref(), one.uid());
        return Optional.empty();
      }
    }
  }

  private static boolean isOneOf(Found found, List<Found> came) {
    return came.stream().anyMatch(one -> one.uid().equals(found.uid()));
  }

  /**
   * What the tool has brought and is still there: neither it nor what it was restored from was
   * there before, no other entry has created it, and nobody but the tool and the system wrote it.
   */
  private List<Found> came(Entry entry) {
    List<String> before =
        entry.content().details().get("before").fields().values().stream()
            .flatMap(uid -> uid.text().stream())
            .toList();
    return ToolEffect.since(entry.content().details(), Inventory.of(undoing.raw())).stream()
        .filter(one -> !journal.created(one.uid()))
        .filter(one -> !before.contains(journal.origin(one.uid())))
        .filter(one -> WRITERS.containsAll(one.managers()))
        .filter(ToolUndoing::isBrought)
        .sorted(Comparator.comparingInt(ToolUndoing::rank))
        .toList();
  }

  /**
   * What the system alone has written goes with what it was written for. A namespace that was
   * applied without labels has no writer.
   */
  private static boolean isBrought(Found one) {
    boolean written = one.managers().stream().anyMatch(manager -> !manager.startsWith("kube"));
    return written || one.managers().isEmpty() && one.ref().kind().equals("Namespace");
  }

  private static int rank(Found found) {
    int last = LAST.indexOf(found.ref().kind());
    if (last >= 0) {
      return ORDER.size() + last;
    }
    int first = ORDER.indexOf(found.ref().kind());
    return first < 0 ? ORDER.size() - 1 : first;
  }
}

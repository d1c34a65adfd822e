package dev.egresstls.lab.ledger.undo;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Inventory;
import dev.egresstls.lab.ledger.Inventory.Found;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.Journal;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    boolean cluster = entry.details().get("cluster").isPresent();
    if (world.fleeting() || cluster && world.mode() == World.Mode.PRACTICE) {
      String stays = say("ledger.kept.practice");
      undoing.keeps(stays);
      journal.undone(entry, Optional.empty(), List.of(stays));
    } else if (cluster) {
      deleteCluster(entry);
    } else {
      removeWhatCame(entry);
    }
  }

  private void deleteCluster(Entry entry) throws InterruptedException {
    String name = entry.details().get("cluster").text("");
    journal.undoing(entry);
    String kubeconfig = world.ownKubeconfig().toString();
    List<String> argv =
        List.of("kind", "delete", "cluster", "--name", name, "--kubeconfig", kubeconfig);
    List<String> said = new ArrayList<>();
    int exit = world.commands().run(argv, Map.of(), said::add);
    List<String> clusters = new ArrayList<>();
    int listed = world.commands().run(List.of("kind", "get", "clusters"), Map.of(), clusters::add);
    if (exit != 0 || listed != 0 || clusters.contains(name)) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("ledger.cluster.not-deleted", name),
              "kind delete cluster --name " + name)
          .because(dev.egresstls.lab.value.Neutral.line(String.join(" ", said)))
          .failure();
    }
    undoing.says(say("ledger.cluster.deleted", name));
    journal.undone(entry, Optional.empty(), List.of());
  }

  private void removeWhatCame(Entry entry) throws InterruptedException {
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
    undoing.says(say("ledger.tool.gone", removed, entry.object()));
    stays.forEach(undoing::keeps);
    journal.undone(entry, Optional.empty(), stays);
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
        entry.details().get("before").fields().values().stream()
            .flatMap(uid -> uid.text().stream())
            .toList();
    return Inventory.of(undoing.raw()).since(entry.details().get("before")).objects().stream()
        .filter(one -> !one.owned() && !journal.created(one.uid()))
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

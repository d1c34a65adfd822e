package dev.egresstls.lab.ledger.undo;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.UndoReport;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.Journal;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Deletes the cluster that the lab has had created by kind, and no other of its name. */
public final class ClusterRemoval {
  private final World world;
  private final Journal journal;

  /** One that writes down what it does. */
  public ClusterRemoval(World world, Journal journal) {
    this.world = world;
    this.journal = journal;
  }

  /** Undoes those entries, where there is no cluster that anything else could be undone in. */
  public UndoReport undo(Predicate<Entry> which) throws InterruptedException {
    List<String> done = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    List<Problem> failed = new ArrayList<>();
    for (Entry entry : journal.open()) {
      if (which.test(entry)) {
        try {
          undo(entry, done::add, kept::add);
        } catch (LabFailure e) {
          failed.add(e.problem());
        }
      }
    }
    return new UndoReport(done, kept, failed);
  }

  void undo(Entry entry, Consumer<String> says, Consumer<String> keeps)
      throws InterruptedException {
    Optional<String> why = whyKept(entry);
    if (why.isEmpty()) {
      delete(entry, says);
    } else {
      keeps.accept(why.get());
      journal.undone(entry, Optional.empty(), List.of(why.get()));
    }
  }

  /** A cluster that was there before is not the lab's, and kind has refused to create another. */
  private static Optional<String> whyKept(Entry entry) {
    String name = name(entry);
    Tree before = entry.content().details().get("clusters");
    if (before.texts().contains(name)) {
      return Optional.of(say("ledger.kept.cluster", name));
    }
    boolean unknown = before.isMissing() && entry.state() == Entry.State.INTENDED;
    return unknown ? Optional.of(say("ledger.kept.clusterUnknown", name)) : Optional.empty();
  }

  private static String name(Entry entry) {
    return entry.content().details().get("cluster").text("");
  }

  private void delete(Entry entry, Consumer<String> says) throws InterruptedException {
    String name = name(entry);
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
          .because(Neutral.line(String.join(" ", said)))
          .failure();
    }
    says.accept(say("ledger.cluster.deleted", name));
    journal.undone(entry, Optional.empty(), List.of());
  }
}

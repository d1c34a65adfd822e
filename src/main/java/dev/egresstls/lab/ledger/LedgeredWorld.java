package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.undo.ClassRemoval;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.DelegatingWorld;
import dev.egresstls.lab.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A world whose cluster can be changed through the ledger alone. */
public final class LedgeredWorld extends DelegatingWorld {
  private final World world;
  private final Ledger ledger;
  private Ledgered known;

  private LedgeredWorld(World world) {
    super(world);
    this.world = world;
    this.ledger = new Ledger(world);
  }

  /** The world with a ledger; the same if it has one. */
  public static LedgeredWorld over(World world) {
    return world instanceof LedgeredWorld ledgered ? ledgered : new LedgeredWorld(world);
  }

  /** What is changed in this world. */
  public Ledger ledger() {
    return ledger;
  }

  /** A sentence about what nobody can tell to which cluster it belongs; empty if there is none. */
  public Optional<String> unassigned() {
    return OldNotes.unassigned(world.notes()).map(where -> say("ledger.unassigned", where));
  }

  /**
   * Writes down that the cluster is about to be created by a tool.
   *
   * @param details what is known of it: {@code cluster}, and which {@code clusters} there were
   */
  public Entry creating(Tree details) {
    Entry entry = Entry.of(Entry.Verb.TOOL, TakeOvers.TOOL, Tree.MISSING).detailed(details);
    return ledger.intend(entry, new Exact(List.of(), Tree.MISSING));
  }

  /** Nothing has come of it. */
  public void notCreated(Entry creating) {
    ledger.refused(creating);
  }

  /** It was created and pinned: its own ledger begins with that. */
  public void created(Entry creating) throws InterruptedException {
    ledger.created(
        creating, () -> resources().orElseThrow().tool(creating.content().details(), () -> {}));
  }

  /** The objects of the cluster, to be changed; empty as long as there is no cluster. */
  public Optional<LedgeredResources> resources() {
    return ledgered().map(Ledgered::resources);
  }

  @Override
  public Optional<Cluster> cluster() {
    return ledgered().map(Ledgered::cluster);
  }

  /**
   * A Lease of the cluster, which is no change that the ledger would have to know of: it ends with
   * the process.
   *
   * @param namespace where it is
   * @param tell hears what a user should know of it
   */
  public ClusterLease lease(String namespace, Consumer<String> tell) {
    return new ClusterLease(
        world.cluster().orElseThrow().resources(),
        namespace,
        clock(),
        ClusterLease.Holder.ofThisProcess(),
        tell);
  }

  /** Deletes all that was made for a class, by its label. */
  public ClassRemoval classRemoval(String key, String value) {
    return new ClassRemoval(world.cluster().orElseThrow().resources(), key, value);
  }

  /** What people of a class tell each other, which is no change either. */
  public ClassNote note(String namespace, String name) {
    return new ClassNote(world.cluster().orElseThrow().resources(), clock(), namespace, name);
  }

  @Override
  public Cluster attach(Path kubeconfig, String context) throws InterruptedException {
    world.attach(kubeconfig, context);
    return cluster().orElseThrow();
  }

  private synchronized Optional<Ledgered> ledgered() {
    Optional<Cluster> now = world.cluster();
    if (now.isPresent() && (known == null || known.plain() != now.get())) {
      known = Ledgered.of(now.get(), ledger);
    }
    return now.map(one -> known);
  }

  /** A cluster, and the same with its objects behind the ledger. */
  private record Ledgered(Cluster plain, LedgeredResources resources, Cluster cluster) {
    static Ledgered of(Cluster plain, Ledger ledger) {
      LedgeredResources resources = new LedgeredResources(plain.resources(), ledger);
      return new Ledgered(plain, resources, Cluster.through(plain, resources));
    }
  }
}

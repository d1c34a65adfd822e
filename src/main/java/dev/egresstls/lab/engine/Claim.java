package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.ledger.ClusterLease;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.ledger.drift.Baseline;
import dev.egresstls.lab.world.Cluster;
import java.util.Optional;

/**
 * What a run sees to before it changes its cluster: that no other lab works in its namespace, and
 * that what the cluster holds is written down.
 */
final class Claim implements AutoCloseable {
  private static final String NAMESPACE = "ns";

  private final LedgeredWorld world;
  private final Progress progress;
  private Optional<Cluster> claimed = Optional.empty();
  private Optional<Cluster> held = Optional.empty();
  private Optional<ClusterLease> lease = Optional.empty();

  Claim(LedgeredWorld world, Progress progress) {
    this.world = world;
    this.progress = progress;
  }

  /**
   * Claims the cluster, if there is one, and takes an inventory of it unless there is one already;
   * costs nothing once that is done.
   *
   * @param number the step that events are about
   * @throws LabFailure (precondition) if another lab holds the namespace
   */
  synchronized void make(int number) throws InterruptedException {
    hold(number);
    Optional<Cluster> cluster = world.cluster();
    // A cluster that ends with this process leaves nothing that could differ.
    if (cluster.isPresent() && !world.fleeting() && !claimed.equals(cluster)) {
      keepBaseline(cluster.get(), namespace(), number);
      claimed = cluster;
    }
  }

  /** Keeps other labs out of the namespace; for what undoes changes, and makes none. */
  synchronized void hold(int number) {
    Optional<Cluster> cluster = world.cluster();
    if (!held.equals(cluster)) {
      close();
      held = cluster;
      lease =
          cluster.isEmpty() || world.fleeting()
              ? Optional.empty()
              : Optional.of(world.lease(namespace(), text -> tell(number, text)));
    }
    try {
      lease.ifPresent(ClusterLease::acquire);
    } catch (LabFailure e) {
      throw cluster.map(now -> now.resources().orAnother(e)).orElse(e);
    }
  }

  /** The Lease of the namespace as it was found; nothing is acquired. */
  synchronized Optional<ClusterLease> look(int number) {
    if (world.cluster().isEmpty() || world.fleeting()) {
      return Optional.empty();
    }
    return lease.or(() -> Optional.of(world.lease(namespace(), text -> tell(number, text))));
  }

  private String namespace() {
    return progress.vars().text(NAMESPACE).orElse("default");
  }

  /**
   * Without an inventory nothing can be proved later, which is said; the lab works all the same.
   */
  private void keepBaseline(Cluster cluster, String namespace, int number)
      throws InterruptedException {
    try {
      new Baseline(cluster.resources(), world.notes(), world.clock(), namespace).keep();
    } catch (LabFailure e) {
      tell(number, say("engine.baseline.none", e.problem().what()));
    }
  }

  private void tell(int number, String text) {
    progress.emit(new Event.Told(number, progress.step(number), text, true));
  }

  @Override
  public synchronized void close() {
    lease.ifPresent(ClusterLease::close);
    lease = Optional.empty();
    claimed = Optional.empty();
    held = Optional.empty();
  }
}

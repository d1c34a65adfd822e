package dev.egresstls.lab.world;

import java.util.Optional;

/**
 * One cluster, pinned: its objects, its pods, and what is known of it.
 *
 * @see ClusterFacts
 */
public interface Cluster extends AutoCloseable {
  ClusterFacts facts();

  Resources resources();

  Pods pods();

  /**
   * Lends a kubeconfig with this cluster's context alone.
   *
   * @param namespace the context's namespace in the place of its own
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if it cannot be written
   */
  LentKubeconfig lend(Optional<String> namespace);

  /**
   * Lends one to the user's own programs. They may need another way to the same server than the
   * lab's own tools.
   *
   * @param namespace the context's namespace in the place of its own
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if it cannot be written
   */
  default LentKubeconfig lendToUser(Optional<String> namespace) {
    return lend(namespace);
  }

  /** The same cluster, whose objects are reached another way. */
  static Cluster through(Cluster cluster, Resources other) {
    return new Through(cluster, other);
  }

  /** Ends every watch and connection. */
  @Override
  void close();

  /** A cluster that is another one, but for how its objects are reached. */
  record Through(Cluster cluster, Resources resources) implements Cluster {
    @Override
    public ClusterFacts facts() {
      return cluster.facts();
    }

    @Override
    public Pods pods() {
      return cluster.pods();
    }

    @Override
    public LentKubeconfig lend(Optional<String> namespace) {
      return cluster.lend(namespace);
    }

    @Override
    public LentKubeconfig lendToUser(Optional<String> namespace) {
      return cluster.lendToUser(namespace);
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}

package dev.egresstls.lab.world;

/**
 * One cluster, pinned: its objects, its pods, and what is known of it.
 *
 * @see ClusterFacts
 */
public interface Cluster extends AutoCloseable {
  ClusterFacts facts();

  Resources resources();

  Pods pods();

  /** Ends every watch and connection. */
  @Override
  void close();
}

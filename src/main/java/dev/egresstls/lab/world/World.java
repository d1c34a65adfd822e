package dev.egresstls.lab.world;

import java.nio.file.Path;
import java.util.Optional;

/** Everything outside that a run may touch. */
public interface World extends AutoCloseable {
  /** Where the cluster comes from. */
  enum Mode {
    /** A cluster of the user's kubeconfig. */
    LIVE,
    /** A cluster that the lab creates with kind. */
    KIND,
    /** The practice cluster, simulated. */
    PRACTICE;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  Mode mode();

  /** The pinned cluster; empty in mode KIND until it has been created. */
  Optional<Cluster> cluster();

  /**
   * Pins a cluster that has just been created.
   *
   * @param kubeconfig the lab's own file
   */
  Cluster attach(Path kubeconfig, String context) throws InterruptedException;

  /** The namespace that the context names; empty if it names none. */
  default Optional<String> namespace() {
    return Optional.empty();
  }

  /** Whether only some namespaces of the cluster may be looked at. */
  default boolean confined() {
    return false;
  }

  /** Whether the cluster ends with this process, so that nothing is left behind. */
  default boolean fleeting() {
    return false;
  }

  /** The lab's own kubeconfig, where a created cluster is written; its folder exists. */
  Path ownKubeconfig();

  /** What must outlive this process, such as how to take a change back. */
  Notes notes();

  CommandRunner commands();

  NameResolver names();

  Downloads downloads();

  Clock clock();

  /** The machine that the lab runs on. */
  default Machine machine() {
    return Machine.SIMULATED;
  }

  @Override
  void close();
}

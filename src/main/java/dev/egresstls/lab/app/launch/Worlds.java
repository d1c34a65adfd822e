package dev.egresstls.lab.app.launch;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.world.ContextLook;
import dev.egresstls.lab.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where worlds come from. */
public interface Worlds {
  /**
   * A context of a kubeconfig, not yet asked anything.
   *
   * @param name the context's name
   * @param server its API server's URL
   */
  record Candidate(String name, String server) {}

  /** The same worlds for a process with another environment. */
  default Worlds in(Map<String, String> env) {
    return this;
  }

  /**
   * The context that a choice leads to; empty if there is no kubeconfig, or none is current in it.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the kubeconfig cannot be read, or has no such
   *     context
   */
  Optional<Candidate> candidate(LaunchOptions choice);

  /**
   * Begins to connect to the API server, by a bare socket, and waits at most so long for the
   * result.
   *
   * @return why there is no cluster, if that is known by then
   */
  Optional<Problem> dead(Candidate candidate, Duration patience);

  /** Whether the API server has accepted a connection by now. */
  default boolean answered(Candidate candidate) {
    return true;
  }

  /**
   * All contexts of the kubeconfig, and what the cluster of each is. Takes a few seconds at most.
   *
   * @return none if there is no kubeconfig
   * @throws dev.egresstls.lab.lab.LabFailure if the kubeconfig cannot be read
   */
  default List<ContextLook> contexts(LaunchOptions choice) throws InterruptedException {
    return List.of();
  }

  /**
   * The user's cluster.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it does not answer in time, or rejects the
   *     credentials
   */
  World live(LaunchOptions choice) throws InterruptedException;

  /** A cluster that the lab will create with kind. */
  World kind(LaunchOptions choice);

  /**
   * A practice cluster in this process.
   *
   * @param options which Istio it is for, and what is outside
   */
  World practice(LaunchOptions choice, PracticeOptions options) throws InterruptedException;

  /** Another practice cluster in this process, for one what-if. */
  World scratch(PracticeOptions options) throws InterruptedException;

  /** The version of Kubernetes that the practice cluster says it is, such as {@code 1.33}. */
  String practiceKubernetes();
}

package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.value.Tree;
import java.util.Optional;

/**
 * How one container of a pod stands.
 *
 * @param id such as {@code containerd://4f0c…}; empty before it was started
 * @param waiting why it waits; empty once it was started
 * @param message more about why it waits; empty if there is no more
 * @param startedAt when it was started; empty before
 * @param finishedAt when it ended; empty before
 * @param started whether its startup probe has passed, or it has none
 * @param ready whether it is ready for work; a plain init container is so when it has ended well
 */
record ContainerState(
    String id,
    String waiting,
    String message,
    Optional<String> startedAt,
    Optional<String> finishedAt,
    boolean started,
    boolean ready) {

  static ContainerState waiting(String reason) {
    return waiting(reason, "");
  }

  static ContainerState waiting(String reason, String message) {
    return new ContainerState(
        "", reason, message, Optional.empty(), Optional.empty(), false, false);
  }

  /** It runs since now; its probes have not passed yet. */
  ContainerState running(String containerId, String now) {
    return new ContainerState(
        containerId, "", "", Optional.of(now), Optional.empty(), false, false);
  }

  /** Its startup probe has passed, or it has none. */
  ContainerState passed(boolean isReady) {
    return new ContainerState(id, waiting, message, startedAt, finishedAt, true, isReady);
  }

  /** It ended with exit code 0. */
  ContainerState completed(String now) {
    return new ContainerState(id, waiting, message, startedAt, Optional.of(now), false, true);
  }

  boolean isRunning() {
    return startedAt.isPresent() && finishedAt.isEmpty();
  }

  /** The member {@code state} of a container status. */
  Tree tree() {
    if (startedAt.isEmpty()) {
      Tree state = Tree.object("reason", waiting);
      return Tree.object("waiting", message.isEmpty() ? state : state.with("message", message));
    }
    if (finishedAt.isEmpty()) {
      return Tree.object("running", Tree.object("startedAt", startedAt.get()));
    }
    return Tree.object(
        "terminated",
        Tree.object(
            "containerID",
            id,
            "exitCode",
            0,
            "finishedAt",
            finishedAt.get(),
            "reason",
            "Completed",
            "startedAt",
            startedAt.get()));
  }
}

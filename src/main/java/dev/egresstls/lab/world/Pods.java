package dev.egresstls.lab.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the lab does inside pods. Failures are {@link dev.egresstls.lab.lab.LabFailure}s. */
public interface Pods {
  /**
   * What a command in a container did.
   *
   * @param exit its exit code
   */
  record ExecResult(int exit, String stdout, String stderr) {}

  /**
   * Runs a command in a container and waits for it.
   *
   * @throws InterruptedException if the learner interrupted; the connection is closed
   */
  ExecResult exec(
      String namespace, String pod, String container, List<String> argv, Duration patience)
      throws InterruptedException;

  /** The lines that a container logged since a moment. */
  List<String> log(String namespace, String pod, String container, Instant since);
}

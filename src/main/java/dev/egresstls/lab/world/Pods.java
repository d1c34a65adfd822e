package dev.egresstls.lab.world;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What the lab does inside pods. Failures are {@link dev.egresstls.lab.lab.LabFailure}s. */
public interface Pods {
  /** A container of a pod. */
  record PodTarget(String namespace, String pod, String container) {
    public PodTarget {
      Objects.requireNonNull(namespace);
      Objects.requireNonNull(pod);
      Objects.requireNonNull(container);
    }
  }

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
  ExecResult exec(PodTarget target, List<String> argv, Duration patience)
      throws InterruptedException;

  /**
   * The same for a long output: stdout is handed over as it comes, and little of it is held. Here
   * for what has it whole already.
   *
   * @param stdout reads it on the calling thread, as much of it as it likes; what it throws is
   *     thrown, unless the command itself failed
   * @return with nothing in {@code stdout}
   * @throws InterruptedException if the learner interrupted; the connection is closed
   */
  default ExecResult stream(
      PodTarget target, List<String> argv, Duration patience, Consumer<InputStream> stdout)
      throws InterruptedException {
    ExecResult whole = exec(target, argv, patience);
    if (whole.exit() == 0) {
      stdout.accept(new ByteArrayInputStream(whole.stdout().getBytes(StandardCharsets.UTF_8)));
    }
    return new ExecResult(whole.exit(), "", whole.stderr());
  }

  /**
   * Connects to a port in a pod, as {@code kubectl port-forward} does. Whether anybody listens
   * there shows only when bytes are sent or received.
   *
   * @param patience for the connection, and for each time that bytes are awaited
   * @throws InterruptedException if the learner interrupted
   */
  PodConnection connect(String namespace, String pod, int port, Duration patience)
      throws InterruptedException;

  /** The lines that a container logged since a moment. */
  List<String> log(String namespace, String pod, String container, Instant since);

  /**
   * The last lines that a container logged.
   *
   * @param most how many at most
   */
  List<String> tail(String namespace, String pod, String container, int most);

  /**
   * The last lines that a container logged, and those that it logs from then on, as they come. Here
   * for what never logs any more.
   *
   * @param most how many of those that it has logged already
   * @param lines gets lines that came together, one call at a time, from any thread
   * @throws InterruptedException if the learner interrupted; else it returns when the log has ended
   */
  default void follow(
      String namespace, String pod, String container, int most, Consumer<List<String>> lines)
      throws InterruptedException {
    lines.accept(tail(namespace, pod, container, most));
  }
}

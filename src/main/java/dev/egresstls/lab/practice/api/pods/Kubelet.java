package dev.egresstls.lab.practice.api.pods;

import dev.egresstls.lab.world.Pods.PodTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What runs inside pods: the API server asks it for exec and logs. */
public interface Kubelet {
  /**
   * Runs a command in a container of a running pod.
   *
   * @param stdin what the client sends; empty if it sends nothing
   * @return its exit code; 127 with a message on {@code stderr} if there is no such command
   */
  int exec(
      PodTarget target,
      List<String> argv,
      InputStream stdin,
      OutputStream stdout,
      OutputStream stderr)
      throws IOException, InterruptedException;

  /** Nobody listens on a port; the message says what a dialler gets. */
  final class NobodyListens extends IOException {
    private static final long serialVersionUID = 1L;

    public NobodyListens(String message) {
      super(message);
    }
  }

  /**
   * Connects a client with a port of a running pod; returns when the connection is over.
   *
   * @param in what the client sends
   * @throws NobodyListens if the port is closed
   * @throws IOException if the client is gone
   */
  default void forward(String namespace, String pod, int port, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    throw new NobodyListens(
        "failed to connect to localhost:" + port + " inside the pod: connection refused");
  }

  /** A line in a container's log. */
  record LogLine(Instant at, String text) {}

  /** What a container has logged so far. */
  List<LogLine> log(String namespace, String pod, String container);

  /**
   * Hears of each further line of a container, until closed.
   *
   * @return closes the subscription
   */
  AutoCloseable follow(String namespace, String pod, String container, Consumer<LogLine> lines);
}

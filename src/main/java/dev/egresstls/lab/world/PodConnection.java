package dev.egresstls.lab.world;

/**
 * A connection to a port in a pod: bytes there and bytes back. Failures are {@link
 * dev.egresstls.lab.lab.LabFailure}s; one thread at a time may read, another may write.
 */
public interface PodConnection extends AutoCloseable {
  /** Sends bytes to the port. */
  void send(byte[] bytes);

  /**
   * The next bytes that came back; waits for them.
   *
   * @return at least one byte; none if the pod has closed the connection
   * @throws dev.egresstls.lab.lab.LabFailure if nobody listens on the port, the connection broke,
   *     or nothing came within the patience
   * @throws InterruptedException if the learner interrupted
   */
  byte[] receive() throws InterruptedException;

  /** Ends the connection. */
  @Override
  void close();
}

package dev.egresstls.lab.trace;

/** Follows requests: through a cluster, or through one that is made of files. */
public interface Tracer {
  /** The URL of the lab's own request, which is known to take the good way. */
  String labUrl();

  /**
   * The way of a request to a URL.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be determined
   */
  Traced trace(String url) throws InterruptedException;
}

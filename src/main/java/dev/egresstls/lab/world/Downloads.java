package dev.egresstls.lab.world;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Fetches pinned texts, and archives. */
public interface Downloads {
  /** Hears how far a download is, often, and not at all if there is nothing to fetch. */
  @FunctionalInterface
  interface Listener {
    /**
     * So much has come.
     *
     * @param of how much there is, if that is known
     */
    void received(long bytes, OptionalLong of);

    /** Something worth knowing happened on the way, in one sentence; the download goes on. */
    default void noted(String sentence) {}
  }

  /**
   * A text at a URL.
   *
   * @param url http or https
   * @param sha256 the digest that its bytes must have; empty for any
   * @param option which command-line option gives a local file in its stead; named in the failure
   * @param listener hears how far it is
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be had, or has another digest
   */
  String text(String url, String sha256, String option, Listener listener)
      throws InterruptedException;

  /**
   * The same as bytes.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be had, or has another digest
   */
  default byte[] bytes(String url, String sha256, String option, Listener listener)
      throws InterruptedException {
    return text(url, sha256, option, listener).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether a text is at hand, so that it can be had without the network.
   *
   * @param sha256 the digest that its bytes must have; empty for any
   */
  default boolean atHand(String url, String sha256, String option) {
    return true;
  }

  /** The same, and nobody hears how far it is. */
  default String text(String url, String sha256, String option) throws InterruptedException {
    return text(url, sha256, option, (bytes, of) -> {});
  }
}

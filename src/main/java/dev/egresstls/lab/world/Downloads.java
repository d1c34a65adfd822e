package dev.egresstls.lab.world;

/** Fetches pinned texts. */
public interface Downloads {
  /**
   * A text at a URL.
   *
   * @param url http or https
   * @param sha256 the digest that its bytes must have; empty for any
   * @param option which command-line option gives a local file in its stead; named in the failure
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be had, or has another digest
   */
  String text(String url, String sha256, String option) throws InterruptedException;
}

package dev.egresstls.lab.ledger;

import dev.egresstls.lab.world.Resources;

/** What tells a cluster's notes apart from those of one that was created later at its address. */
public final class Fingerprint {
  private Fingerprint() {}

  /**
   * The name of the notes about the cluster that was pinned.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if another cluster answers by now: what
   *     was noted about one is never undone on another
   */
  public static String of(Resources resources) {
    resources.verify();
    return resources.id().fileName();
  }
}

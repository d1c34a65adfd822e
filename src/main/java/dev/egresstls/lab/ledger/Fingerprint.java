package dev.egresstls.lab.ledger;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import java.util.Optional;

/** What tells a cluster apart from one that was made anew at the same address. */
final class Fingerprint {
  private static final Ref KUBE_SYSTEM =
      new Ref("v1", "Namespace", Optional.empty(), "kube-system");

  private Fingerprint() {}

  /** The UID of the namespace kube-system, which every cluster has. */
  static String of(Resources resources) {
    return resources
        .get(KUBE_SYSTEM)
        .map(one -> one.at("metadata.uid"))
        .flatMap(Tree::text)
        .map(uid -> uid.replaceAll("[^A-Za-z0-9-]", "-"))
        .filter(uid -> !uid.isEmpty())
        .orElse("cluster");
  }
}

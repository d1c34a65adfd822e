package dev.egresstls.lab.mesh.rule;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.value.Tree;
import java.util.Objects;

/**
 * A {@code tls} block of a rule.
 *
 * @param block as DestinationRules write it: {@code mode}, {@code sni}, {@code credentialName} …
 * @param because the object and field that it came from
 */
record TlsSetting(Tree block, Because because) {
  TlsSetting {
    Objects.requireNonNull(block);
    Objects.requireNonNull(because);
  }

  /** {@code SIMPLE}, {@code MUTUAL}, {@code ISTIO_MUTUAL} or {@code DISABLE}. */
  String mode() {
    return block.get("mode").text("DISABLE");
  }
}

package dev.egresstls.lab.mesh.outcome;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.value.Tree;

/** Whether the sidecar takes the origin's certificate. */
enum Handshake {
  HOLDS,
  FAILS,
  /** It should fail, but not all is known of the certificate. */
  DOUBTFUL;

  private static final String SYSTEM = "file-root:system";

  static Handshake of(Tls tls, Observation seen) {
    Origin origin = seen.origin();
    if (tls.ca().isEmpty()) {
      return HOLDS; // nothing is verified: insecureSkipVerify
    }
    boolean named = tls.sans().isEmpty() || origin.carriesOneOf(tls.sans());
    if (named && trusted(tls, seen)) {
      return HOLDS;
    }
    return origin.certificateKnown() ? FAILS : DOUBTFUL;
  }

  private static boolean trusted(Tls tls, Observation seen) {
    if (tls.ca().equals(SYSTEM)) {
      return seen.origin().systemCa();
    }
    Tree data = tls.configMap(seen).orElse(Tree.MISSING);
    return seen.origin().signedByOneOf(data.get("cacert").text(data.get("ca.crt").text("")));
  }
}

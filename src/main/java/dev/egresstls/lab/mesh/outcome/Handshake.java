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
  private static final String CONFIG_MAP = "configmap://";
  private static final String SUFFIX = "-cacert";

  static Handshake of(Tls tls, Observation seen) {
    Origin origin = seen.origin();
    if (tls.ca().isEmpty()) {
      return HOLDS; // nothing is verified: insecureSkipVerify
    }
    boolean named = tls.sans().isEmpty() || origin.carriesOneOf(tls.sans());
    if (named && trusted(tls.ca(), seen)) {
      return HOLDS;
    }
    return origin.certificateKnown() ? FAILS : DOUBTFUL;
  }

  private static boolean trusted(String ca, Observation seen) {
    if (ca.equals(SYSTEM)) {
      return seen.origin().systemCa();
    }
    if (!ca.startsWith(CONFIG_MAP) || !ca.endsWith(SUFFIX)) {
      return false;
    }
    String place = ca.substring(CONFIG_MAP.length(), ca.length() - SUFFIX.length());
    int slash = place.indexOf('/');
    Tree map =
        seen.find("ConfigMap", place.substring(0, Math.max(slash, 0)), place.substring(slash + 1))
            .orElse(Tree.MISSING);
    Tree data = map.get("data");
    return seen.origin().signedByOneOf(data.get("cacert").text(data.get("ca.crt").text("")));
  }
}

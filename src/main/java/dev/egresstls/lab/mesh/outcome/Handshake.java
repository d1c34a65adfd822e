package dev.egresstls.lab.mesh.outcome;

import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.mesh.observed.StatedOrigin;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/** Whether the sidecar takes the origin's certificate. */
enum Handshake {
  HOLDS,
  FAILS,
  /** It should fail, but not all is known of the certificate. */
  DOUBTFUL;

  private static final String SYSTEM = "file-root:system";

  /** The file in the image of the proxy that {@link #SYSTEM} is served from. */
  private static final String BUNDLE = "file-root:/etc/ssl/certs/ca-certificates.crt";

  static Handshake of(Tls tls, Flow flow) {
    Optional<StatedOrigin> stated = flow.end().stated();
    if (tls.ca().equals(Tls.NO_CA)) {
      return FAILS;
    }
    if (tls.ca().isEmpty()) {
      return HOLDS; // nothing is verified: insecureSkipVerify
    }
    if (stated.flatMap(StatedOrigin::certificate).isPresent()) {
      return stated(tls, stated.get());
    }
    Origin origin = flow.seen().origin();
    boolean named = tls.sans().isEmpty() || origin.carriesOneOf(tls.sans());
    if (named && trusted(tls, flow)) {
      return HOLDS;
    }
    boolean sure = origin.certificateKnown() && !(named && isUnread(tls));
    return sure ? FAILS : DOUBTFUL;
  }

  /** Whether the CAs are in a file or a Secret: what these hold is not known. */
  static boolean isUnread(Tls tls) {
    boolean file = tls.ca().startsWith("file-root:") && !isSystem(tls);
    return file || tls.ca().startsWith("kubernetes://");
  }

  private static boolean isSystem(Tls tls) {
    return tls.ca().equals(SYSTEM) || tls.ca().equals(BUNDLE);
  }

  private static Handshake stated(Tls tls, StatedOrigin origin) {
    List<String> names = origin.certificate().orElseThrow();
    Origin known = Origin.withCertificate(names.toArray(String[]::new));
    if (!tls.sans().isEmpty() && !known.carriesOneOf(tls.sans())) {
      return FAILS;
    }
    String ca = origin.ca().orElse(isSystem(tls) ? "system" : "");
    if (ca.isEmpty() || isUnread(tls)) {
      return DOUBTFUL;
    }
    String wanted =
        isSystem(tls)
            ? "system"
            : tls.ca().replaceFirst("^configmap://", "").replaceFirst("-cacert$", "");
    return ca.equals(wanted) ? HOLDS : FAILS;
  }

  private static boolean trusted(Tls tls, Flow flow) {
    if (isSystem(tls)) {
      return flow.seen().origin().systemCa();
    }
    Tree data = tls.configMap(flow.seen()).orElse(Tree.MISSING);
    String pem = data.get("cacert").text(data.get("ca.crt").text(""));
    return flow.seen().origin().signedByOneOf(pem);
  }
}

package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.istio.Difference;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.Optional;

/** Why a sidecar's connection to the upstream failed, as the Envoy of a release says it. */
final class FailureReason {
  private static final String BEGIN =
      "TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED";
  private static final String NO_TLS =
      "TLS_error:|268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end";
  private static final String END = ":TLS_error_end";
  private static final String UNTRUSTED =
      ":verify_cert_failed:_X509_verify_cert:_certificate_verification_error_at_depth_0:"
          + "_unable_to_get_local_issuer_certificate";

  private static final String NO_SECRET = "TLS_error:_Secret_is_not_supplied_by_SDS";
  private static final String NO_ALPN =
      "TLS_error:|268436576:SSL_routines:OPENSSL_internal:TLSV1_ALERT_NO_APPLICATION_PROTOCOL"
          + END;

  private FailureReason() {}

  /** No connection at all. */
  static final String REFUSED = "delayed_connect_error:_Connection_refused";

  /** Why TLS to the upstream failed: it speaks none, or its certificate was refused. */
  static String tls(Route route, Observation seen) {
    String port = route.upstream().orElse("").replaceFirst(".*:", "");
    boolean plain =
        seen.origin().plainPorts().stream().anyMatch(open -> String.valueOf(open).equals(port));
    boolean speaks =
        seen.origin().tlsPorts().stream().anyMatch(open -> String.valueOf(open).equals(port));
    if (route.tls().filter(tls -> tls.ca().equals(Tls.NO_CA)).isPresent()) {
      return NO_SECRET;
    }
    if (plain) {
      return NO_TLS;
    }
    if (speaks && route.tls().filter(tls -> empty(tls, seen)).isPresent()) {
      return NO_SECRET;
    }
    if (speaks && route.tls().filter(tls -> tls.ca().equals("ROOTCA")).isPresent()) {
      return NO_ALPN; // the mesh's own TLS asks for the protocol istio, which no web server speaks
    }
    return speaks ? certificate(route, seen.istio(), seen.origin().names()) : REFUSED;
  }

  /** Whether the CAs come from a ConfigMap that holds nothing like a certificate. */
  private static boolean empty(Tls tls, Observation seen) {
    return tls.fromConfigMap()
        && tls.configMap(seen).stream()
            .flatMap(data -> data.fields().values().stream())
            .noneMatch(value -> value.text("").contains("BEGIN CERTIFICATE"));
  }

  /**
   * The words in the access log (captured from 1.27.9, 1.29.1 and a commit of 1.31).
   *
   * @param names those of the certificate that was refused
   */
  static String certificate(Route route, Optional<IstioVersion> istio, List<String> names) {
    boolean terse = istio.map(v -> !Difference.TELLS_VERIFY_ERROR.holds(v)).orElse(false);
    if (terse) {
      return BEGIN + END;
    }
    boolean unnamed = route.tls().map(Tls::sans).filter(sans -> !sans.isEmpty()).isPresent();
    if (!unnamed) {
      return BEGIN + UNTRUSTED + END;
    }
    boolean tellsNames = istio.map(Difference.TELLS_CERTIFICATE_NAMES::holds).orElse(true);
    String found = tellsNames ? ",_certificate_SANs_are_[" + String.join(",_", names) + "]" : "";
    return BEGIN + ":verify_cert_failed:_SAN_matcher" + found + END;
  }
}

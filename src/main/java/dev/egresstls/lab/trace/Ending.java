package dev.egresstls.lab.trace;

import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.outcome.ExpectedClient;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the client will see at the end of a way, in words.
 *
 * @param exit curl's exit codes
 * @param answers who answers
 * @param tls who speaks TLS with whom
 * @param checked whose certificate is checked against what
 */
public record Ending(String exit, String answers, String tls, String checked) {
  private static final String SYSTEM = "file-root:system";

  /** The ending of a way. */
  public static Ending of(Route route) {
    return new Ending(exit(route), answers(route), tls(route), checked(route));
  }

  /** One sentence: what the client will see. */
  public static String sentence(Route route) {
    return hangsOnCertificate(route)
        ? "It hangs on the certificate of "
            + upstream(route)
            + ", which the model does not know: curl exit "
            + codes(refused(route))
            + " if the sidecar refuses it, 0 if it takes it."
        : route.outlook();
  }

  /** Whether both a refusal and an answer may come of the sidecar's check. */
  private static boolean hangsOnCertificate(Route route) {
    List<Integer> exits = route.client().exits();
    return route.client().known()
        && route.tls().isPresent()
        && exits.contains(0)
        && exits.size() > 1;
  }

  private static List<Integer> refused(Route route) {
    return route.client().exits().stream().filter(exit -> exit != 0).toList();
  }

  private static String codes(List<Integer> exits) {
    return exits.stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }

  private static String exit(Route route) {
    List<Integer> exits = route.client().exits();
    if (hangsOnCertificate(route)) {
      return codes(refused(route)) + ", or 0 if the sidecar takes the certificate";
    }
    return !route.client().known() ? "not known: " + route.client().why() : codes(exits);
  }

  private static String answers(Route route) {
    ExpectedClient client = route.client();
    if (!client.known()) {
      return "not known";
    }
    if (route.address().isEmpty()) {
      return "nobody: no connection is made";
    }
    if (hangsOnCertificate(route)) {
      return upstream(route) + " if the sidecar takes its certificate, else nobody";
    }
    if (client.exits().get(0) != 0) {
      return "nobody: the connection ends without an HTTP answer";
    }
    String code = client.httpCode().map(one -> "HTTP " + one).orElse("HTTP");
    if (client.server().isEmpty()) {
      return code + " from " + upstream(route) + " itself, with no header of Envoy's";
    }
    return client.httpCode().filter(one -> one == 200).isPresent()
        ? code + " from " + upstream(route) + ", passed on by the sidecar as server: envoy"
        : code + " from the sidecar itself, as server: envoy";
  }

  private static String upstream(Route route) {
    return route.upstream().orElse("the other end");
  }

  private static boolean clientTls(Route route) {
    return route.dial().scheme().equals("https");
  }

  private static String tls(Route route) {
    if (route.upstream().isEmpty()) {
      return "none: nothing leaves the pod";
    }
    if (route.tls().isPresent()) {
      return clientTls(route)
          ? "the client's TLS inside the sidecar's TLS"
          : "yes, started by the sidecar; the client speaks plain HTTP to it";
    }
    return clientTls(route) ? "the client's own, from end to end" : "none: plain text all the way";
  }

  private static String checked(Route route) {
    if (route.tls().isPresent() && route.upstream().isPresent()) {
      return "the certificate of " + upstream(route) + " by the sidecar: " + against(route);
    }
    return clientTls(route) && route.upstream().isPresent()
        ? "by the client itself, against its own CAs and the name " + route.dial().host()
        : "no certificate is asked for";
  }

  private static String against(Route route) {
    Tls tls = route.tls().orElseThrow();
    String ca = tls.ca().equals(SYSTEM) ? "the system's CAs" : "CA " + tls.ca();
    String sni = tls.sni().isEmpty() ? "no SNI is sent" : tls.sni() + " is only the SNI";
    return tls.sans().isEmpty()
        ? ca + ", and no name (" + sni + ")"
        : ca + ", and a name among " + String.join(", ", tls.sans()) + " (" + sni + ")";
  }
}

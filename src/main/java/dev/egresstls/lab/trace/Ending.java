package dev.egresstls.lab.trace;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.GatewayHalf;
import dev.egresstls.lab.mesh.Onward;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.outcome.ExpectedClient;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.Optional;

/**
 * What the client will see at the end of a way, in words.
 *
 * @param exit the client's exit codes
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
    return hangsOnCertificate(route) && route.client().known()
        ? say("trace.end.hangs", upstream(route), codes(refused(route)))
        : route.outlook();
  }

  /** Whether both a refusal and an answer may come of the sidecar's check. */
  private static boolean hangsOnCertificate(Route route) {
    List<Integer> exits = route.client().exits();
    return route.client().told()
        && route.tls().isPresent()
        && exits.contains(0)
        && exits.size() > 1;
  }

  private static List<Integer> refused(Route route) {
    return route.client().exits().stream().filter(exit -> exit != 0).toList();
  }

  private static String codes(List<Integer> exits) {
    return either(exits);
  }

  private static String exit(Route route) {
    List<Integer> exits = route.client().exits();
    if (hangsOnCertificate(route)) {
      return say("trace.end.orTaken", codes(refused(route)));
    }
    return !route.client().told() ? say("trace.end.unknown", route.client().why()) : codes(exits);
  }

  private static String answers(Route route) {
    ExpectedClient client = route.client();
    if (!client.told()) {
      return say("trace.end.notKnown");
    }
    if (route.address().isEmpty()) {
      return say("trace.end.nobody");
    }
    if (hangsOnCertificate(route)) {
      return say("trace.end.perhaps", upstream(route));
    }
    if (client.exits().get(0) != 0) {
      return say("trace.end.cut");
    }
    String code = client.httpCode().map(one -> "HTTP " + one).orElse("HTTP");
    if (client.server().isEmpty()) {
      return say("trace.end.origin", code, upstream(route));
    }
    return client.httpCode().filter(one -> one == 200).isPresent()
        ? say("trace.end.passedOn", code, upstream(route))
        : say("trace.end.sidecar", code);
  }

  /** The other end of the whole way. */
  private static String upstream(Route route) {
    return route
        .gateway()
        .map(GatewayHalf::onward)
        .flatMap(Onward::upstream)
        .or(route::upstream)
        .orElse(say("trace.end.other"));
  }

  private static Optional<Tls> gatewayTls(Route route) {
    return route.gateway().map(GatewayHalf::onward).flatMap(Onward::tls);
  }

  private static boolean clientTls(Route route) {
    return route.dial().scheme().equals("https");
  }

  private static String tls(Route route) {
    if (route.upstream().isEmpty()) {
      return say("trace.tls.nothing");
    }
    if (gatewayTls(route).isPresent()) {
      return say("trace.tls.gateway");
    }
    if (route.tls().isPresent()) {
      return clientTls(route) ? say("trace.tls.both") : say("trace.tls.sidecar");
    }
    return clientTls(route) ? say("trace.tls.own") : say("trace.tls.plain");
  }

  private static String checked(Route route) {
    if (gatewayTls(route).isPresent()) {
      return byProxy(route, gatewayTls(route).get(), "gateway");
    }
    if (route.tls().isPresent() && route.upstream().isPresent()) {
      return byProxy(route, route.tls().get(), "sidecar");
    }
    return clientTls(route) && route.upstream().isPresent()
        ? say("trace.checked.client", route.dial().host())
        : say("trace.checked.none");
  }

  private static String byProxy(Route route, Tls tls, String proxy) {
    String ca = tls.ca().equals(SYSTEM) ? say("trace.ca.system") : say("trace.ca.other", tls.ca());
    String sni = tls.sni().isEmpty() ? say("trace.sni.none") : say("trace.sni.only", tls.sni());
    return tls.sans().isEmpty()
        ? say("trace.checked.noName." + proxy, upstream(route), ca, sni)
        : say(
            "trace.checked.name." + proxy, upstream(route), ca, sni, String.join(", ", tls.sans()));
  }
}

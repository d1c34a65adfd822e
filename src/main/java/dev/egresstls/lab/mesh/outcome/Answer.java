package dev.egresstls.lab.mesh.outcome;

import dev.egresstls.lab.mesh.outcome.Flow.Speaks;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.Optional;

/**
 * What comes of a connection (measured on Istio 1.27.9, 1.29.1 and a commit of 1.31; the origin of
 * those runs closes plain HTTP on a TLS port without a reply).
 *
 * @param client what curl shows
 * @param log what the access log shows
 */
public record Answer(ExpectedClient client, ExpectedLog log) {
  private static final String REFUSED = "UF,URX";
  private static final String NO_HOST = "UH";
  private static final String NOTHING_BEHIND = "there is no endpoint to send to";
  private static final String HANGS_UP = "the origin speaks TLS on this port and hangs up on HTTP";
  private static final String NO_TLS_THERE = "the other end speaks no TLS on this port";
  private static final String DOUBLE_TLS =
      "the client's TLS goes inside the sidecar's, and the origin answers the outer one alone";

  /** The name resolves to nothing: curl 6. */
  public static Answer unresolved() {
    return new Answer(
        ExpectedClient.fails(false, "the name has no address", 6), ExpectedLog.none());
  }

  /** No sidecar: the client meets the other end by itself. */
  public static Answer direct(Flow flow) {
    return new Answer(endToEnd(flow), ExpectedLog.none());
  }

  /** The sidecar moves bytes. */
  public static Answer bytes(Flow flow, String cluster) {
    if (flow.upstream().isEmpty()) {
      return new Answer(cut(flow, NOTHING_BEHIND), log(cluster, "-", "-", NO_HOST));
    }
    if (flow.tls().isEmpty()) {
      return new Answer(endToEnd(flow), known(flow, cluster, "-", "-"));
    }
    if (flow.speaks() == Speaks.UNKNOWN) {
      return new Answer(unknown(flow), known(flow, cluster, "-"));
    }
    if (flow.speaks() == Speaks.PLAIN) {
      return new Answer(cut(flow, NO_TLS_THERE), known(flow, cluster, "-", REFUSED));
    }
    return bytesInTls(flow, cluster, flow.tls().get());
  }

  private static Answer bytesInTls(Flow flow, String cluster, Tls tls) {
    Handshake handshake = Handshake.of(tls, flow.seen());
    if (handshake == Handshake.FAILS) {
      return new Answer(cut(flow, distrust(tls)), known(flow, cluster, "-", REFUSED));
    }
    if (handshake == Handshake.DOUBTFUL) {
      List<Integer> exits = flow.clientTls() ? List.of(35) : List.of(56, 52, 0);
      ExpectedClient client =
          new ExpectedClient(exits, Optional.empty(), Optional.empty(), true, distrust(tls));
      return new Answer(client, known(flow, cluster, "-", REFUSED, "-"));
    }
    ExpectedClient client =
        flow.clientTls()
            ? ExpectedClient.fails(true, DOUBLE_TLS, 35)
            : ExpectedClient.answered(true, "");
    return new Answer(client, known(flow, cluster, "-", "-"));
  }

  private static String distrust(Tls tls) {
    return tls.sans().isEmpty()
        ? "the sidecar does not trust the certificate: its CA is not in " + tls.ca()
        : "the sidecar refuses a certificate that lacks the name "
            + String.join(" or ", tls.sans());
  }

  /** The sidecar closes the connection before a byte comes back: a race of close and reset. */
  private static ExpectedClient cut(Flow flow, String why) {
    return flow.clientTls()
        ? ExpectedClient.fails(false, why, 35)
        : ExpectedClient.fails(false, why, 56, 52);
  }

  private static ExpectedClient unknown(Flow flow) {
    return ExpectedClient.unknown(flow.clientTls() || flow.tls().isPresent(), flow.upstreamText());
  }

  private static ExpectedClient endToEnd(Flow flow) {
    return switch (flow.speaks()) {
      case TLS ->
          flow.clientTls()
              ? ExpectedClient.answered(true, "the TLS is the client's own")
              : ExpectedClient.fails(false, HANGS_UP, 52, 56, 1);
      case PLAIN ->
          flow.clientTls()
              ? ExpectedClient.fails(false, NO_TLS_THERE, 35)
              : ExpectedClient.answered(false, "in plain text");
      case UNKNOWN -> unknown(flow);
    };
  }

  /** The sidecar reads HTTP and refuses: no route is for this Host. */
  public static Answer blocked(String route) {
    return new Answer(
        ExpectedClient.fromEnvoy(502, false, "no Service has this name"),
        log("-", "-", route, "-"));
  }

  /** The sidecar reads HTTP and passes it on. */
  public static Answer http(Flow flow, String cluster, String route) {
    if (flow.upstream().isEmpty()) {
      return new Answer(
          ExpectedClient.fromEnvoy(503, false, NOTHING_BEHIND), log(cluster, "-", route, NO_HOST));
    }
    if (flow.speaks() == Speaks.UNKNOWN) {
      return new Answer(unknown(flow), known(flow, cluster, route));
    }
    if (flow.tls().isPresent()) {
      return httpInTls(flow, cluster, route, flow.tls().get());
    }
    return flow.speaks() == Speaks.PLAIN
        ? new Answer(
            ExpectedClient.fromEnvoy(200, false, "in plain text"), known(flow, cluster, route, "-"))
        : new Answer(
            ExpectedClient.fromEnvoy(503, false, HANGS_UP), known(flow, cluster, route, "UC"));
  }

  private static Answer httpInTls(Flow flow, String cluster, String route, Tls tls) {
    if (flow.speaks() == Speaks.PLAIN) {
      return new Answer(
          ExpectedClient.fromEnvoy(503, false, NO_TLS_THERE), known(flow, cluster, route, REFUSED));
    }
    return switch (Handshake.of(tls, flow.seen())) {
      case HOLDS ->
          new Answer(ExpectedClient.fromEnvoy(200, true, ""), known(flow, cluster, route, "-"));
      case FAILS ->
          new Answer(
              ExpectedClient.fromEnvoy(503, false, distrust(tls)),
              known(flow, cluster, route, REFUSED));
      case DOUBTFUL ->
          new Answer(
              new ExpectedClient(
                  List.of(0), Optional.empty(), Optional.of("envoy"), true, distrust(tls)),
              known(flow, cluster, route, REFUSED, "-"));
    };
  }

  /** A line with the flags, if it is known what the other end does. */
  private static ExpectedLog known(Flow flow, String cluster, String route, String... flags) {
    return flow.speaks() == Speaks.UNKNOWN
        ? log(cluster, flow.upstreamText(), route)
        : log(cluster, flow.upstreamText(), route, flags);
  }

  private static ExpectedLog log(String cluster, String upstream, String route, String... flags) {
    return new ExpectedLog(true, cluster, List.of(flags), upstream, route);
  }
}

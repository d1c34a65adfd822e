package dev.egresstls.lab.mesh.outcome;

import dev.egresstls.lab.mesh.outcome.Flow.Speaks;
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
  private static final String ENVOY = "envoy";

  /** The name resolves to nothing: curl 6. */
  public static Answer unresolved() {
    return new Answer(ExpectedClient.fails(false, 6), ExpectedLog.none());
  }

  /** No sidecar: the client meets the other end by itself. */
  public static Answer direct(Flow flow) {
    return new Answer(endToEnd(flow), ExpectedLog.none());
  }

  /** The sidecar moves bytes. */
  public static Answer bytes(Flow flow, String cluster) {
    if (flow.upstream().isEmpty()) {
      return new Answer(cut(flow), log(cluster, "-", "-", "UH"));
    }
    if (flow.tls().isEmpty()) {
      return new Answer(endToEnd(flow), plainLog(flow, cluster, "-"));
    }
    Handshake handshake = Handshake.of(flow.tls().get(), flow.seen());
    if (flow.speaks() == Speaks.UNKNOWN) {
      return new Answer(ExpectedClient.unknown(true), log(cluster, flow.upstreamText(), "-"));
    }
    if (flow.speaks() == Speaks.PLAIN || handshake == Handshake.FAILS) {
      return new Answer(cut(flow), log(cluster, flow.upstreamText(), "-", "UF,URX"));
    }
    if (flow.clientTls()) {
      return new Answer(ExpectedClient.fails(true, 35), plainLog(flow, cluster, "-"));
    }
    return handshake == Handshake.DOUBTFUL
        ? doubtful(flow, cluster)
        : new Answer(answered(200, Optional.empty(), true), plainLog(flow, cluster, "-"));
  }

  private static Answer doubtful(Flow flow, String cluster) {
    return new Answer(
        new ExpectedClient(List.of(56, 52, 0), Optional.empty(), Optional.empty(), true),
        log(cluster, flow.upstreamText(), "-", "UF,URX", "-"));
  }

  /** The sidecar closes the connection before a byte comes back: a race of close and reset. */
  private static ExpectedClient cut(Flow flow) {
    return flow.clientTls() ? ExpectedClient.fails(false, 35) : ExpectedClient.fails(false, 56, 52);
  }

  private static ExpectedClient endToEnd(Flow flow) {
    return switch (flow.speaks()) {
      case TLS ->
          flow.clientTls()
              ? answered(200, Optional.empty(), true)
              : ExpectedClient.fails(false, 52, 56, 1);
      case PLAIN ->
          flow.clientTls()
              ? ExpectedClient.fails(false, 35)
              : answered(200, Optional.empty(), false);
      case UNKNOWN -> ExpectedClient.unknown(flow.clientTls());
    };
  }

  /** The sidecar reads HTTP and refuses: no route is for this Host. */
  public static Answer blocked(String route) {
    return new Answer(envoyAnswers(502, false), log("-", "-", route, "-"));
  }

  /** The sidecar reads HTTP and passes it on. */
  public static Answer http(Flow flow, String cluster, String route) {
    if (flow.upstream().isEmpty()) {
      return new Answer(envoyAnswers(503, false), log(cluster, "-", route, "UH"));
    }
    if (flow.speaks() == Speaks.UNKNOWN) {
      boolean tls = flow.tls().isPresent();
      return new Answer(ExpectedClient.unknown(tls), log(cluster, flow.upstreamText(), route));
    }
    if (flow.tls().isEmpty()) {
      return flow.speaks() == Speaks.PLAIN
          ? new Answer(envoyAnswers(200, false), plainLog(flow, cluster, route))
          : new Answer(envoyAnswers(503, false), log(cluster, flow.upstreamText(), route, "UC"));
    }
    return httpOverTls(flow, cluster, route);
  }

  private static Answer httpOverTls(Flow flow, String cluster, String route) {
    Handshake handshake = Handshake.of(flow.tls().orElseThrow(), flow.seen());
    if (flow.speaks() == Speaks.TLS && handshake == Handshake.HOLDS) {
      return new Answer(envoyAnswers(200, true), plainLog(flow, cluster, route));
    }
    if (flow.speaks() == Speaks.TLS && handshake == Handshake.DOUBTFUL) {
      ExpectedClient either =
          new ExpectedClient(List.of(0), Optional.empty(), Optional.of(ENVOY), true);
      return new Answer(either, log(cluster, flow.upstreamText(), route, "UF,URX", "-"));
    }
    return new Answer(envoyAnswers(503, false), log(cluster, flow.upstreamText(), route, "UF,URX"));
  }

  private static ExpectedClient envoyAnswers(int code, boolean tls) {
    return answered(code, Optional.of(ENVOY), tls);
  }

  private static ExpectedClient answered(int code, Optional<String> server, boolean tls) {
    return new ExpectedClient(List.of(0), Optional.of(code), server, tls);
  }

  private static ExpectedLog plainLog(Flow flow, String cluster, String route) {
    return flow.speaks() == Speaks.UNKNOWN
        ? log(cluster, flow.upstreamText(), route)
        : log(cluster, flow.upstreamText(), route, "-");
  }

  private static ExpectedLog log(String cluster, String upstream, String route, String... flags) {
    return new ExpectedLog(true, cluster, List.of(flags), upstream, route);
  }
}

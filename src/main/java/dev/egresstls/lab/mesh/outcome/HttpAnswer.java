package dev.egresstls.lab.mesh.outcome;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.Optional;

/**
 * What comes of a request that the sidecar reads. On a service's own route Envoy tries a failed
 * connection again, and says so by {@code URX}; on {@code allow_any} it does not.
 */
public final class HttpAnswer {
  private static final String OWN = "default";
  private static final String CUT_OFF = "UC";

  private final Flow flow;
  private final String cluster;
  private final String route;

  private HttpAnswer(Flow flow, String cluster, String route) {
    this.flow = flow;
    this.cluster = cluster;
    this.route = route;
  }

  /** The sidecar refuses: no route is for this Host. */
  public static Answer blocked(String route) {
    return new Answer(
        ExpectedClient.fromEnvoy(502, false, say("mesh.answer.noService")),
        ExpectedLog.line("-", List.of(), route, "-"));
  }

  /** The route leads to a cluster that istiod made nothing for. */
  public static Answer noCluster(String route) {
    return new Answer(
        ExpectedClient.fromEnvoy(503, false, Answer.NOTHING_BEHIND),
        ExpectedLog.line("-", List.of(), route, "NC"));
  }

  /** The sidecar passes it on. */
  public static Answer of(Flow flow, String cluster, String route) {
    return new HttpAnswer(flow, cluster, route).answer();
  }

  private Answer answer() {
    if (flow.upstreams().isEmpty()) {
      return fails(Answer.NOTHING_BEHIND, Answer.NO_HOST);
    }
    return switch (flow.speaks()) {
      case UNKNOWN -> new Answer(ExpectedClient.unknownHttp(tls(), either(ends())), log());
      case CLOSED -> fails(Answer.CLOSED, refused());
      case PLAIN ->
          flow.tls().isPresent()
              ? fails(Answer.NO_TLS_THERE, refused())
              : new Answer(
                  ExpectedClient.fromEnvoy(200, false, say("mesh.answer.plain")), log("-"));
      case TLS ->
          flow.tls().isPresent() ? inTls(flow.tls().get()) : fails(Answer.HANGS_UP, CUT_OFF);
    };
  }

  private Answer inTls(Tls tls) {
    return switch (Handshake.of(tls, flow.seen())) {
      case HOLDS -> new Answer(ExpectedClient.fromEnvoy(200, true, ""), log("-"));
      case FAILS -> fails(Answer.distrust(tls), refused());
      case DOUBTFUL ->
          new Answer(
              ExpectedClient.doubtful(List.of(0), Optional.of("envoy"), Answer.distrust(tls)),
              log("URX,UF", Answer.REFUSED, "UF", "-"));
    };
  }

  private Answer fails(String why, String... flags) {
    return new Answer(ExpectedClient.fromEnvoy(503, false, why), log(flags));
  }

  private boolean tls() {
    return flow.tls().isPresent();
  }

  /** Envoy writes the two flags in either order. */
  private String[] refused() {
    return route.equals(OWN) ? new String[] {"URX,UF", Answer.REFUSED} : new String[] {"UF"};
  }

  private List<String> ends() {
    return flow.upstreamTexts();
  }

  private ExpectedLog log(String... flags) {
    return ExpectedLog.line(cluster, ends(), route, flags);
  }
}

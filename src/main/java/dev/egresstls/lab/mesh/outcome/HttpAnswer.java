package dev.egresstls.lab.mesh.outcome;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.StatedOrigin.Plain;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.route.Retries;
import java.util.List;
import java.util.Optional;

/**
 * What comes of a request that the sidecar reads. On a service's own route Envoy tries a failed
 * connection again, and says so by {@code URX}; on {@code allow_any} it does not.
 */
public final class HttpAnswer {
  private static final String OWN = "default";
  private static final String CUT_OFF = "UC";
  private static final String PROTOCOL_ERROR = "UPE";
  private static final String NO_ROUTE = "NR";
  private static final int NOT_FOUND = 404;
  private static final int RECEIVE_ERROR = 56;

  private final Flow flow;
  private final String cluster;
  private final String route;
  private final Retries retries;

  private HttpAnswer(Flow flow, String cluster, String route, Retries retries) {
    this.flow = flow;
    this.cluster = cluster;
    this.route = route;
    this.retries = retries;
  }

  /**
   * The sidecar answers by itself: a rule says so, or none is for the request.
   *
   * @param code the status; 0 if it is not known
   */
  public static ConnectionOutcome byItself(String route, int code, String why) {
    if (code == 0) {
      ExpectedClient client = ExpectedClient.fromEnvoy(503, false, why).withdrawn(why);
      return new ConnectionOutcome(client, ExpectedLog.line("-", List.of(), route));
    }
    boolean none = code == NOT_FOUND && route.equals("-");
    boolean blocked = code == 502;
    return new ConnectionOutcome(
        ExpectedClient.fromEnvoy(code, false, blocked ? say("mesh.answer.noService") : why),
        ExpectedLog.line("-", List.of(), route, none ? NO_ROUTE : "-"));
  }

  /** A fault makes the sidecar answer in the place of a cluster, which its log names. */
  public static ConnectionOutcome aborted(String route, int code, String cluster) {
    return new ConnectionOutcome(
        ExpectedClient.fromEnvoy(code, false, say("mesh.answer.fault")),
        ExpectedLog.line(cluster, List.of(), route, "FI"));
  }

  /** The client asks for a tunnel as of a proxy, and no route is for that: curl 56. */
  public static ConnectionOutcome connectRefused() {
    ExpectedClient client =
        new ExpectedClient(
            true,
            List.of(RECEIVE_ERROR),
            Optional.of(NOT_FOUND),
            Optional.of("envoy"),
            false,
            say("mesh.answer.connect"));
    return new ConnectionOutcome(client, ExpectedLog.line("-", List.of(), "-", NO_ROUTE));
  }

  /** The route leads to a cluster that istiod made nothing for. */
  public static ConnectionOutcome noCluster(String route, int code) {
    return new ConnectionOutcome(
        ExpectedClient.fromEnvoy(code, false, ConnectionOutcome.NOTHING_BEHIND),
        ExpectedLog.line("-", List.of(), route, "NC"));
  }

  /** What a gateway answers goes back through the sidecar, which has nothing to complain of. */
  public static ConnectionOutcome behind(
      ConnectionOutcome gateways, Flow flow, String cluster, String route) {
    return new ConnectionOutcome(
        gateways.client(), ExpectedLog.line(cluster, flow.upstreamTexts(), route, "-"));
  }

  /** The sidecar passes it on. */
  public static ConnectionOutcome of(Flow flow, String cluster, String route) {
    return of(flow, cluster, route, route.equals(OWN) ? Retries.UNCONNECTED : Retries.NEVER);
  }

  /**
   * The sidecar passes it on.
   *
   * @param retries after which failures it tries again
   */
  public static ConnectionOutcome of(Flow flow, String cluster, String route, Retries retries) {
    return Ends.of(flow, one -> new HttpAnswer(one, cluster, route, retries).answer());
  }

  private ConnectionOutcome answer() {
    if (flow.upstreams().isEmpty()) {
      return fails(ConnectionOutcome.NOTHING_BEHIND, "", ConnectionOutcome.NO_HOST);
    }
    return switch (flow.speaks()) {
      case UNKNOWN ->
          noCa()
              ? fails(ConnectionOutcome.distrust(flow.tls().orElseThrow()), "", refused())
              : new ConnectionOutcome(ExpectedClient.unknownHttp(tls(), either(ends())), log());
      case CLOSED -> fails(ConnectionOutcome.CLOSED, "", refused());
      case PLAIN -> tls() ? noTls() : inPlain();
      case TLS -> flow.tls().isPresent() ? inTls(flow.tls().get()) : inPlain();
    };
  }

  private boolean noCa() {
    return flow.tls().filter(tls -> tls.ca().equals(Tls.NO_CA)).isPresent();
  }

  private ConnectionOutcome noTls() {
    String why =
        noCa()
            ? ConnectionOutcome.distrust(flow.tls().orElseThrow())
            : ConnectionOutcome.NO_TLS_THERE;
    return fails(why, noCa() ? "" : flow.end().tlsAssumption(), refused());
  }

  /** Plain HTTP goes to the other end. */
  private ConnectionOutcome inPlain() {
    FarEnd end = flow.end();
    Plain plain = end.plain();
    if (plain == Plain.HANGUP) {
      return fails(ConnectionOutcome.HANGS_UP, end.plainAssumption(), after(CUT_OFF));
    }
    if (flow.http2() && (!end.http2() || plain == Plain.BAD_REQUEST)) {
      return http1Alone(end.http2Assumption());
    }
    ExpectedClient client =
        plain == Plain.HTTP
            ? ExpectedClient.fromEnvoy(200, false, say("mesh.answer.plain"))
            : ExpectedClient.fromEnvoy(400, false, say("mesh.answer.badRequest"));
    return new ConnectionOutcome(client.assuming(end.plainAssumption()), log("-"));
  }

  /** HTTP/2 to a server that does not speak it: 502. */
  private ConnectionOutcome http1Alone(String assumption) {
    ExpectedClient client = ExpectedClient.fromEnvoy(502, tls(), say("mesh.answer.noHttp2"));
    return new ConnectionOutcome(client.assuming(assumption), log(after(PROTOCOL_ERROR)));
  }

  private ConnectionOutcome inTls(Tls tls) {
    FarEnd end = flow.end();
    return switch (Handshake.of(tls, flow)) {
      case HOLDS ->
          flow.http2() && !end.http2()
              ? http1Alone(end.http2Assumption())
              : new ConnectionOutcome(
                  ExpectedClient.fromEnvoy(200, true, "").assuming(end.trustAssumption()),
                  log("-"));
      case FAILS ->
          fails(ConnectionOutcome.distrust(tls), noCa() ? "" : end.tlsAssumption(), refused());
      case DOUBTFUL ->
          new ConnectionOutcome(
              ExpectedClient.doubtful(
                      List.of(0), Optional.of("envoy"), ConnectionOutcome.distrust(tls))
                  .assuming(ConnectionOutcome.doubt(flow, tls)),
              log("URX,UF", ConnectionOutcome.REFUSED, "UF", "-"));
    };
  }

  private ConnectionOutcome fails(String why, String assumption, String... flags) {
    return new ConnectionOutcome(
        ExpectedClient.fromEnvoy(503, false, why).assuming(assumption), log(flags));
  }

  private boolean tls() {
    return flow.tls().isPresent();
  }

  /** Envoy writes the two flags in either order. */
  private String[] refused() {
    return retries == Retries.NEVER
        ? new String[] {"UF"}
        : new String[] {"URX,UF", ConnectionOutcome.REFUSED};
  }

  /** What is written of a connection that came about and failed then. */
  private String[] after(String flag) {
    return retries == Retries.ANY
        ? new String[] {"URX," + flag, flag + ",URX"}
        : new String[] {flag};
  }

  private List<String> ends() {
    return flow.upstreamTexts();
  }

  private ExpectedLog log(String... flags) {
    return ExpectedLog.line(cluster, ends(), route, flags);
  }
}

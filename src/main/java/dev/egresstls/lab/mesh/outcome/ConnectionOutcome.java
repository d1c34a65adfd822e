package dev.egresstls.lab.mesh.outcome;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.outcome.Flow.Speaks;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.Optional;

/**
 * What comes of a connection whose bytes nobody reads (measured on Istio 1.27.9, 1.29.1 and a
 * commit of 1.31; the origin of those runs closes plain HTTP on a TLS port without a reply).
 *
 * @param client what curl shows
 * @param log what the access log shows
 */
public record ConnectionOutcome(ExpectedClient client, ExpectedLog log) {
  static final String REFUSED = "UF,URX";
  static final String NO_HOST = "UH";
  static final String NOTHING_BEHIND = say("mesh.answer.noEndpoint");
  static final String HANGS_UP = say("mesh.answer.hangsUp");
  static final String NO_TLS_THERE = say("mesh.answer.noTls");
  static final String CLOSED = say("mesh.answer.nothing");
  private static final String DOUBLE_TLS = say("mesh.answer.doubleTls");
  private static final String NO_ROUTE = "-";

  /** The name resolves to nothing: curl 6. */
  public static ConnectionOutcome unresolved() {
    return new ConnectionOutcome(
        ExpectedClient.fails(false, say("mesh.answer.noAddress"), 6), ExpectedLog.none());
  }

  /** No connection comes about: curl 7. */
  public static ConnectionOutcome unreachable(String why) {
    return new ConnectionOutcome(ExpectedClient.fails(false, why, 7), ExpectedLog.none());
  }

  /** No sidecar: the client meets the other end by itself. */
  public static ConnectionOutcome direct(Flow flow) {
    ExpectedClient client =
        flow.speaks() == Speaks.CLOSED
            ? ExpectedClient.fails(false, CLOSED, 7, 28)
            : endToEnd(flow, 7);
    return new ConnectionOutcome(client, ExpectedLog.none());
  }

  /** A listener sends bytes to a cluster that istiod made nothing for. */
  public static ConnectionOutcome noCluster(boolean clientTls) {
    ExpectedClient client =
        clientTls
            ? ExpectedClient.fails(false, NOTHING_BEHIND, 35)
            : ExpectedClient.fails(false, NOTHING_BEHIND, 56, 52);
    return new ConnectionOutcome(client, ExpectedLog.line("-", List.of(), NO_ROUTE, "NC"));
  }

  /** The sidecar moves bytes. */
  public static ConnectionOutcome bytes(Flow flow, String cluster) {
    return Ends.of(flow, one -> toFirst(one, cluster));
  }

  private static ConnectionOutcome toFirst(Flow flow, String cluster) {
    if (flow.upstreams().isEmpty()) {
      return new ConnectionOutcome(cut(flow, NOTHING_BEHIND), log(flow, cluster, NO_HOST));
    }
    if (flow.speaks() == Speaks.CLOSED) {
      return new ConnectionOutcome(cut(flow, CLOSED), log(flow, cluster, REFUSED));
    }
    if (flow.tls().isEmpty()) {
      return new ConnectionOutcome(endToEnd(flow, 56), known(flow, cluster, NO_ROUTE));
    }
    if (flow.tls().get().ca().equals(Tls.NO_CA)) {
      return bytesInTls(flow, cluster, flow.tls().get());
    }
    if (flow.speaks() == Speaks.UNKNOWN) {
      return new ConnectionOutcome(unknown(flow, 56), log(flow, cluster));
    }
    if (flow.speaks() == Speaks.PLAIN) {
      ExpectedClient client = cut(flow, NO_TLS_THERE).assuming(flow.end().tlsAssumption());
      return new ConnectionOutcome(client, log(flow, cluster, REFUSED));
    }
    return bytesInTls(flow, cluster, flow.tls().get());
  }

  private static ConnectionOutcome bytesInTls(Flow flow, String cluster, Tls tls) {
    Handshake handshake = Handshake.of(tls, flow);
    boolean never = tls.ca().equals(Tls.NO_CA);
    String trust = never ? "" : flow.end().trustAssumption();
    if (handshake == Handshake.FAILS) {
      ExpectedClient client =
          cut(flow, distrust(tls)).assuming(never ? "" : flow.end().tlsAssumption());
      return new ConnectionOutcome(client, log(flow, cluster, REFUSED));
    }
    if (handshake == Handshake.DOUBTFUL) {
      List<Integer> exits = flow.clientTls() ? List.of(35) : List.of(56, 52, 0);
      return new ConnectionOutcome(
          ExpectedClient.doubtful(exits, Optional.empty(), distrust(tls))
              .assuming(doubt(flow, tls)),
          log(flow, cluster, REFUSED, NO_ROUTE));
    }
    ExpectedClient client =
        flow.clientTls()
            ? ExpectedClient.fails(true, DOUBLE_TLS, 35).assuming(trust)
            : ExpectedClient.answered(true, "").assuming(trust);
    return new ConnectionOutcome(client, log(flow, cluster, "-"));
  }

  /** What a check hangs on that may go either way. */
  static String doubt(Flow flow, Tls tls) {
    boolean told =
        flow.end().stated().isPresent()
            || flow.seen().origin().assumed()
            || Handshake.isUnread(tls);
    return told ? say("mesh.if.distrusted", either(flow.upstreamTexts()), tls.words()) : "";
  }

  static String distrust(Tls tls) {
    if (tls.ca().equals(Tls.NO_CA)) {
      return say("mesh.answer.noCa");
    }
    return tls.sans().isEmpty()
        ? say("mesh.answer.foreignCa", tls.ca())
        : say("mesh.answer.otherName", either(tls.sans()));
  }

  /** The sidecar closes the connection before a byte comes back: a race of close and reset. */
  private static ExpectedClient cut(Flow flow, String why) {
    return flow.clientTls()
        ? ExpectedClient.fails(false, why, 35)
        : ExpectedClient.fails(false, why, 56, 52);
  }

  /** Nobody knows what answers: curl may see anything, a failed connection among it. */
  static ExpectedClient unknown(Flow flow, int refused) {
    boolean tls = flow.clientTls() || flow.tls().isPresent();
    return ExpectedClient.unknown(tls, either(flow.upstreamTexts()), refused);
  }

  private static ExpectedClient endToEnd(Flow flow, int refused) {
    Speaks speaks = flow.speaks();
    if (speaks == Speaks.UNKNOWN || !(flow.clientTls() || flow.client().http())) {
      return unknown(flow, refused);
    }
    FarEnd end = flow.end();
    if (!flow.clientTls()) {
      return plain(end);
    }
    if (speaks == Speaks.PLAIN) {
      return ExpectedClient.fails(false, NO_TLS_THERE, 35).assuming(end.tlsAssumption());
    }
    ExpectedClient checked =
        end.satisfiesClient()
            ? ExpectedClient.answered(true, say("mesh.answer.ownTls"))
            : ExpectedClient.fails(
                true, say("mesh.answer.otherCertificate", flow.client().host()), 60);
    return checked.assuming(end.clientAssumption());
  }

  private static ExpectedClient plain(FarEnd end) {
    ExpectedClient client =
        switch (end.plain()) {
          case HTTP -> ExpectedClient.answered(false, say("mesh.answer.plain"));
          case BAD_REQUEST -> ExpectedClient.badRequest(say("mesh.answer.badRequest"));
          case HANGUP -> ExpectedClient.fails(false, HANGS_UP, 52, 56, 1);
        };
    return client.assuming(end.plainAssumption());
  }

  /** A line without flags, if it is known what the other end does. */
  private static ExpectedLog known(Flow flow, String cluster, String route) {
    String[] flags = flow.speaks() == Speaks.UNKNOWN ? new String[0] : new String[] {"-"};
    return ExpectedLog.line(cluster, flow.upstreamTexts(), route, flags);
  }

  private static ExpectedLog log(Flow flow, String cluster, String... flags) {
    return ExpectedLog.line(cluster, flow.upstreamTexts(), NO_ROUTE, flags);
  }
}

package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.outcome.HostPort;
import java.util.UUID;

/**
 * What a proxy knows of a request at the close of its connection.
 *
 * @param began when it began, RFC 3339
 * @param own the proxy's own address and port towards the upstream
 * @param forwarded for whom the request is forwarded, as the proxy writes it; a dash in a sidecar
 * @param failure why TLS or TCP to the upstream failed, or a dash
 */
record LogEntry(
    Route route,
    Request request,
    Exchange exchange,
    String began,
    String own,
    String forwarded,
    String failure) {
  private static final String NONE = "-";

  /** The upstream closed a connection that had come about. */
  private static final String CUT_OFF = "UC";

  /** What Envoy counts of the ClientHello of a client that speaks TLS itself (captured). */
  private static final int CLIENT_HELLO = 517;

  /** And of the rest around a request: the end of the handshake, a record, the close (captured). */
  private static final int REST_OF_TLS = 126;

  /** The line of a connection whose bytes were moved unread. */
  AccessLogLine bytes() {
    return new AccessLogLine(
        began,
        "- - -",
        "0",
        flags(),
        NONE,
        NONE,
        failure,
        String.valueOf(received()),
        String.valueOf(sent()),
        String.valueOf(exchange.millis()),
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        route.accessLog().upstream(),
        route.accessLog().cluster(),
        upstreamLocal(flags().equals(NONE)),
        dialled(),
        client(),
        NONE,
        NONE);
  }

  /** The line of a request that was read as HTTP. */
  AccessLogLine http() {
    return new AccessLogLine(
        began,
        request.line(),
        exchange.response().map(answer -> String.valueOf(answer.code())).orElse("0"),
        flags(),
        details(),
        NONE,
        failure,
        String.valueOf(request.body().length()),
        exchange.response().map(answer -> String.valueOf(answer.bodyBytes())).orElse("0"),
        String.valueOf(exchange.millis()),
        passedOn() ? "0" : NONE,
        forwarded,
        orNone(request.header("User-Agent")),
        UUID.randomUUID().toString(),
        orNone(request.header("Host")),
        route.accessLog().upstream(),
        route.accessLog().cluster(),
        upstreamLocal(passedOn() || flags().equals(CUT_OFF)),
        dialled(),
        client(),
        NONE,
        route.accessLog().route());
  }

  private String flags() {
    return route.accessLog().flags().stream().findFirst().orElse("UF,URX");
  }

  private int received() {
    return flags().equals(NONE) ? given() : 0;
  }

  private int given() {
    if (!route.dial().scheme().equals("https")) {
      return request.bytes();
    }
    boolean answered = exchange.response().isPresent();
    return CLIENT_HELLO + (answered ? REST_OF_TLS + request.bytes() : 0);
  }

  private int sent() {
    return flags().equals(NONE) ? exchange.response().map(Response::bytes).orElse(0) : 0;
  }

  private boolean passedOn() {
    return !route.accessLog().upstream().equals(NONE) && flags().equals(NONE);
  }

  private String details() {
    if (passedOn()) {
      return "via_upstream";
    }
    return switch (flags()) {
      case NONE -> "direct_response";
      case "UH" -> "no_healthy_upstream";
      case "NC" -> "cluster_not_found";
      case CUT_OFF -> "upstream_reset_before_response_started{connection_termination}";
      default ->
          "upstream_reset_before_response_started{remote_connection_failure|" + failure + "}";
    };
  }

  private String upstreamLocal(boolean reached) {
    return reached ? own : NONE;
  }

  private String dialled() {
    return HostPort.of(route.address().orElse(""), route.dial().port());
  }

  private String client() {
    return exchange.localIp() + ":" + exchange.localPort();
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }
}

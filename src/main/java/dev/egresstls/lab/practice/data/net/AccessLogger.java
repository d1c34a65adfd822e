package dev.egresstls.lab.practice.data.net;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.config.Filter;
import dev.egresstls.lab.mesh.outcome.ExpectedLog;
import dev.egresstls.lab.mesh.seen.AccessLogLine;
import dev.egresstls.lab.practice.cluster.node.ContainerLogs;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/** Writes the sidecar's line about a request, at the close of its connection. */
final class AccessLogger {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String NONE = "-";

  /** What Envoy counts of the ClientHello of a client that speaks TLS itself (captured). */
  private static final int CLIENT_HELLO = 517;

  private final ContainerLogs logs;

  AccessLogger(ContainerLogs logs) {
    this.logs = logs;
  }

  /**
   * Writes the line, if the sidecar keeps a log.
   *
   * @param upstreamPort the sidecar's own port towards the upstream
   * @param failure why TLS or TCP to the upstream failed, or a dash
   */
  void log(Route route, Request request, Exchange exchange, int upstreamPort, String failure) {
    if (!route.accessLog().logged()) {
      return;
    }
    boolean http = route.filter() == Filter.HTTP;
    Instant began = logs.now().minusMillis(exchange.millis());
    AccessLogLine line =
        http
            ? http(route, request, exchange, upstreamPort, failure, TIME.format(began))
            : bytes(route, request, exchange, upstreamPort, failure, TIME.format(began));
    Dial dial = route.dial();
    logs.append(dial.namespace(), dial.pod(), "istio-proxy", line.format());
  }

  private static String flags(Route route) {
    return route.accessLog().flags().stream().findFirst().orElse("UF,URX");
  }

  private static AccessLogLine bytes(
      Route route,
      Request request,
      Exchange exchange,
      int upstreamPort,
      String failure,
      String began) {
    boolean reached = flags(route).equals(NONE);
    int sent = exchange.response().map(Response::bytes).orElse(0);
    int received = route.dial().scheme().equals("https") ? CLIENT_HELLO : request.bytes();
    ExpectedLog log = route.accessLog();
    return new AccessLogLine(
        began,
        "- - -",
        "0",
        flags(route),
        NONE,
        NONE,
        failure,
        String.valueOf(reached ? received : 0),
        String.valueOf(reached ? sent : 0),
        String.valueOf(exchange.millis()),
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        log.upstream(),
        log.cluster(),
        reached ? exchange.localIp() + ":" + upstreamPort : NONE,
        dialled(route),
        exchange.localIp() + ":" + exchange.localPort(),
        NONE,
        NONE);
  }

  private static AccessLogLine http(
      Route route,
      Request request,
      Exchange exchange,
      int upstreamPort,
      String failure,
      String began) {
    boolean own = route.accessLog().upstream().equals(NONE);
    boolean reached = !own && flags(route).equals(NONE);
    Optional<Response> response = exchange.response();
    return new AccessLogLine(
        began,
        request.line(),
        response.map(answer -> String.valueOf(answer.code())).orElse("0"),
        flags(route),
        details(route, reached),
        NONE,
        failure,
        String.valueOf(request.body().length()),
        String.valueOf(response.map(Response::bodyBytes).orElse(0)),
        String.valueOf(exchange.millis()),
        reached ? "0" : NONE,
        NONE,
        orNone(request.header("User-Agent")),
        UUID.randomUUID().toString(),
        orNone(request.header("Host")),
        route.accessLog().upstream(),
        route.accessLog().cluster(),
        reached ? exchange.localIp() + ":" + upstreamPort : NONE,
        dialled(route),
        exchange.localIp() + ":" + exchange.localPort(),
        NONE,
        route.accessLog().route());
  }

  private static String details(Route route, boolean reached) {
    if (reached) {
      return "via_upstream";
    }
    return switch (flags(route)) {
      case NONE -> "direct_response";
      case "UH" -> "no_healthy_upstream";
      case "UC" -> "upstream_reset_before_response_started{connection_termination}";
      default -> "upstream_reset_before_response_started{remote_connection_failure}";
    };
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  private static String dialled(Route route) {
    return route.address().orElse("") + ":" + route.dial().port();
  }
}

package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.LogField;
import dev.egresstls.lab.mesh.outcome.HostPort;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a proxy knows of a request at the close of its connection.
 *
 * @param began when it began, RFC 3339
 * @param proxy what the proxy itself adds
 */
record LogEntry(Route route, Request request, Exchange exchange, String began, OfProxy proxy) {
  /**
   * What a proxy adds to the line.
   *
   * @param own its address and port towards the upstream
   * @param forwarded for whom it forwards the request, as it writes it; a dash in a sidecar
   * @param failure why TLS or TCP to the upstream failed, or a dash
   */
  record OfProxy(String own, String forwarded, String failure) {}

  private static final String NONE = AccessLogLine.NONE;

  /** The upstream closed a connection that had come about. */
  private static final String CUT_OFF = "UC";

  /** What Envoy counts of the ClientHello of a client that speaks TLS itself (captured). */
  private static final int CLIENT_HELLO = 517;

  /** And of the rest around a request: the end of the handshake, a record, the close (captured). */
  private static final int REST_OF_TLS = 126;

  /** The line of a connection whose bytes were moved unread. */
  AccessLogLine bytes() {
    Map<LogField, String> fields = common();
    fields.put(LogField.REQUEST, "- - -");
    fields.put(LogField.RESPONSE_CODE, "0");
    fields.put(LogField.BYTES_RECEIVED, String.valueOf(received()));
    fields.put(LogField.BYTES_SENT, String.valueOf(sent()));
    fields.put(LogField.UPSTREAM_LOCAL_ADDRESS, upstreamLocal(flags().equals(NONE)));
    return new AccessLogLine(fields);
  }

  /** The line of a request that was read as HTTP. */
  AccessLogLine http() {
    Map<LogField, String> fields = common();
    fields.put(LogField.REQUEST, request.line());
    fields.put(
        LogField.RESPONSE_CODE,
        exchange.response().map(answer -> String.valueOf(answer.code())).orElse("0"));
    fields.put(LogField.RESPONSE_CODE_DETAILS, details());
    fields.put(LogField.BYTES_RECEIVED, String.valueOf(request.body().length()));
    fields.put(
        LogField.BYTES_SENT,
        exchange.response().map(answer -> String.valueOf(answer.bodyBytes())).orElse("0"));
    fields.put(LogField.UPSTREAM_SERVICE_TIME, passedOn() ? "0" : NONE);
    fields.put(LogField.X_FORWARDED_FOR, proxy.forwarded());
    fields.put(LogField.USER_AGENT, orNone(request.header("User-Agent")));
    fields.put(LogField.REQUEST_ID, UUID.randomUUID().toString());
    fields.put(LogField.AUTHORITY, orNone(request.header("Host")));
    fields.put(
        LogField.UPSTREAM_LOCAL_ADDRESS, upstreamLocal(passedOn() || flags().equals(CUT_OFF)));
    fields.put(LogField.ROUTE_NAME, route.accessLog().route());
    return new AccessLogLine(fields);
  }

  /** What is written of every connection. */
  private Map<LogField, String> common() {
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    fields.put(LogField.START_TIME, began);
    fields.put(LogField.RESPONSE_FLAGS, flags());
    fields.put(LogField.UPSTREAM_TRANSPORT_FAILURE_REASON, proxy.failure());
    fields.put(LogField.DURATION, String.valueOf(exchange.millis()));
    fields.put(LogField.UPSTREAM_HOST, route.accessLog().upstream());
    fields.put(LogField.UPSTREAM_CLUSTER, route.accessLog().cluster());
    fields.put(LogField.DOWNSTREAM_LOCAL_ADDRESS, dialled());
    fields.put(LogField.DOWNSTREAM_REMOTE_ADDRESS, client());
    return fields;
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
          "upstream_reset_before_response_started{remote_connection_failure|"
              + proxy.failure()
              + "}";
    };
  }

  private String upstreamLocal(boolean reached) {
    return reached ? proxy.own() : NONE;
  }

  private String dialled() {
    return HostPort.of(route.address().orElse(""), route.dial().port());
  }

  private String client() {
    return exchange.own().ip() + ":" + exchange.own().port();
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }
}

package dev.egresstls.lab.mesh.envoy;

import java.util.Locale;

/**
 * A field of a sidecar's access log in Istio's default format, in the order of the text (istio
 * pilot/pkg/model/telemetry_logging.go:44-51 @1.30.3).
 */
public enum LogField {
  /** When it began, RFC 3339. */
  START_TIME,
  /** {@code GET / HTTP/1.1}; {@code - - -} for a connection that is not read as HTTP. */
  REQUEST(true),
  /** The HTTP status; {@code 0} for a connection that is not read as HTTP. */
  RESPONSE_CODE,
  /** Response flags, such as {@code UF,URX}. */
  RESPONSE_FLAGS,
  /** Why the status is what it is, such as {@code via_upstream}. */
  RESPONSE_CODE_DETAILS,
  /** Why the connection was closed. */
  CONNECTION_TERMINATION_DETAILS,
  /** Why TLS or TCP to the upstream failed. */
  UPSTREAM_TRANSPORT_FAILURE_REASON(true),
  /** Bytes from the client. */
  BYTES_RECEIVED,
  /** Bytes to the client. */
  BYTES_SENT,
  /** Milliseconds. */
  DURATION,
  /** Milliseconds that the upstream took. */
  UPSTREAM_SERVICE_TIME,
  X_FORWARDED_FOR(true),
  USER_AGENT(true),
  REQUEST_ID(true),
  /** The Host of the request. */
  AUTHORITY(true),
  /** Such as {@code 203.0.113.10:443}. */
  UPSTREAM_HOST(true),
  /** The cluster that it was sent to. */
  UPSTREAM_CLUSTER,
  /** The address from which the sidecar connected. */
  UPSTREAM_LOCAL_ADDRESS,
  /** The address that the client dialled. */
  DOWNSTREAM_LOCAL_ADDRESS,
  /** The client's own address and port. */
  DOWNSTREAM_REMOTE_ADDRESS,
  /** The SNI that the client sent. */
  REQUESTED_SERVER_NAME,
  /** The HTTP route's name. */
  ROUTE_NAME;

  private final boolean quoted;

  LogField() {
    this(false);
  }

  LogField(boolean quoted) {
    this.quoted = quoted;
  }

  /** Its name in Istio's JSON format. */
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How a value stands in the text. */
  String text(String value) {
    return quoted ? "\"" + value + "\"" : this == START_TIME ? "[" + value + "]" : value;
  }
}

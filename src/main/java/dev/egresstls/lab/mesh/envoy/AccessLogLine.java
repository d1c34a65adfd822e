package dev.egresstls.lab.mesh.envoy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of a sidecar's access log in Istio's default format (istio
 * pilot/pkg/model/telemetry_logging.go:44-51 @1.30.3). Every field is text as Envoy wrote it, with
 * {@code -} for nothing, so that {@link #format()} gives the same line again.
 *
 * @param time when it began, RFC 3339
 * @param request {@code GET / HTTP/1.1}; {@code - - -} for a connection that is not read as HTTP
 * @param code the HTTP status; {@code 0} for such a connection
 * @param flags response flags, such as {@code UF,URX}
 * @param details why the status is what it is, such as {@code via_upstream}
 * @param termination why the connection was closed
 * @param failure why TLS or TCP to the upstream failed
 * @param received bytes from the client
 * @param sent bytes to the client
 * @param duration milliseconds
 * @param serviceTime milliseconds that the upstream took
 * @param upstreamHost {@code 203.0.113.10:443}
 * @param cluster the upstream cluster
 * @param upstreamLocal the address from which the sidecar connected
 * @param downstreamLocal the address that the client dialled
 * @param downstreamRemote the client's own address and port
 * @param serverName the SNI that the client sent
 * @param route the HTTP route's name
 */
public record AccessLogLine(
    String time,
    String request,
    String code,
    String flags,
    String details,
    String termination,
    String failure,
    String received,
    String sent,
    String duration,
    String serviceTime,
    String forwardedFor,
    String userAgent,
    String requestId,
    String authority,
    String upstreamHost,
    String cluster,
    String upstreamLocal,
    String downstreamLocal,
    String downstreamRemote,
    String serverName,
    String route) {
  private static final int FIELDS = 22;
  private static final int USER_AGENT = 12;

  /** Reads a line in the text or the JSON format; empty for any other line. */
  public static Optional<AccessLogLine> parse(String line) {
    String text = line.strip();
    return text.startsWith("{") ? AccessLogJson.parse(text) : text(text);
  }

  private static Optional<AccessLogLine> text(String line) {
    int end = line.indexOf("] ");
    if (!line.startsWith("[") || end < 0) {
      return Optional.empty();
    }
    List<String> fields = new ArrayList<>();
    fields.add(line.substring(1, end));
    if (!LogWords.split(line, end + 2, fields) || fields.size() < FIELDS) {
      return Optional.empty();
    }
    while (fields.size() > FIELDS) {
      String next = fields.remove(USER_AGENT + 1);
      fields.set(USER_AGENT, fields.get(USER_AGENT) + "\" \"" + next);
    }
    return Optional.of(of(fields));
  }

  static AccessLogLine of(List<String> f) {
    return new AccessLogLine(
        f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.get(8),
        f.get(9), f.get(10), f.get(11), f.get(12), f.get(13), f.get(14), f.get(15), f.get(16),
        f.get(17), f.get(18), f.get(19), f.get(20), f.get(21));
  }

  /** The line in the text format, without a line end. */
  public String format() {
    return String.join(
        " ",
        "[" + time + "]",
        quoted(request),
        code,
        flags,
        details,
        termination,
        quoted(failure),
        received,
        sent,
        duration,
        serviceTime,
        quoted(forwardedFor),
        quoted(userAgent),
        quoted(requestId),
        quoted(authority),
        quoted(upstreamHost),
        cluster,
        upstreamLocal,
        downstreamLocal,
        downstreamRemote,
        serverName,
        route);
  }

  /** The line in Istio's JSON format, without a line end. */
  public String formatJson() {
    return AccessLogJson.write(this);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  /** Whether the sidecar read the connection as HTTP. */
  public boolean http() {
    return !request.equals("- - -");
  }

  /**
   * The client's own port, which is what curl calls {@code local_port}: by it the line of one
   * request is found for sure.
   */
  public Optional<Integer> downstreamPort() {
    return LogWords.port(downstreamRemote);
  }

  /** Whether this is the line of the connection that a client made from that port. */
  public boolean isFrom(int localPort) {
    return downstreamPort().filter(port -> port == localPort).isPresent();
  }
}

package dev.egresstls.lab.mesh.envoy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a sidecar's access log in Istio's default format. Every field is text as Envoy wrote
 * it, with {@code -} for nothing, so that {@link #format()} gives the same line again.
 *
 * @param fields a value for each field
 */
public record AccessLogLine(Map<LogField, String> fields) {
  /** What stands for nothing. */
  public static final String NONE = "-";

  private static final LogField[] FIELDS = LogField.values();

  /** Those that are missing are {@link #NONE}. */
  public AccessLogLine {
    Map<LogField, String> all = new EnumMap<>(LogField.class);
    for (LogField field : FIELDS) {
      all.put(field, fields.getOrDefault(field, NONE));
    }
    fields = Collections.unmodifiableMap(all);
  }

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
    List<String> values = new ArrayList<>();
    values.add(line.substring(1, end));
    if (!LogWords.split(line, end + 2, values) || values.size() < FIELDS.length) {
      return Optional.empty();
    }
    int agent = LogField.USER_AGENT.ordinal();
    while (values.size() > FIELDS.length) {
      String next = values.remove(agent + 1);
      values.set(agent, values.get(agent) + "\" \"" + next);
    }
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    for (LogField field : FIELDS) {
      fields.put(field, values.get(field.ordinal()));
    }
    return Optional.of(new AccessLogLine(fields));
  }

  /** The line in the text format, without a line end. */
  public String format() {
    return String.join(
        " ", fields.entrySet().stream().map(one -> one.getKey().text(one.getValue())).toList());
  }

  /** The line in Istio's JSON format, without a line end. */
  public String formatJson() {
    return AccessLogJson.write(this);
  }

  /** The value of a field. */
  public String get(LogField field) {
    return fields.get(field);
  }

  /** Whether the sidecar read the connection as HTTP. */
  public boolean http() {
    return !get(LogField.REQUEST).equals("- - -");
  }

  /** Response flags, such as {@code UF,URX}. */
  public String flags() {
    return get(LogField.RESPONSE_FLAGS);
  }

  /** The upstream cluster. */
  public String cluster() {
    return get(LogField.UPSTREAM_CLUSTER);
  }

  /** Such as {@code 203.0.113.10:443}. */
  public String upstreamHost() {
    return get(LogField.UPSTREAM_HOST);
  }

  /** The HTTP route's name. */
  public String route() {
    return get(LogField.ROUTE_NAME);
  }

  /**
   * The client's own port, which is what curl calls {@code local_port}: by it the line of one
   * request is found for sure.
   */
  public Optional<Integer> downstreamPort() {
    return LogWords.port(get(LogField.DOWNSTREAM_REMOTE_ADDRESS));
  }

  /** Whether this is the line of the connection that a client made from that port. */
  public boolean isFrom(int localPort) {
    return downstreamPort().filter(port -> port == localPort).isPresent();
  }
}

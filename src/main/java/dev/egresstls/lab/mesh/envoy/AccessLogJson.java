package dev.egresstls.lab.mesh.envoy;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Access-log lines in Istio's JSON format (istio
 * pilot/pkg/model/telemetry_logging.go:75-105 @1.31.0). Envoy writes null where the text format has
 * {@code -}.
 */
final class AccessLogJson {
  /** The members in the order of the line's fields; before them stand time and request. */
  private static final List<String> NAMES =
      List.of(
          "response_code",
          "response_flags",
          "response_code_details",
          "connection_termination_details",
          "upstream_transport_failure_reason",
          "bytes_received",
          "bytes_sent",
          "duration",
          "upstream_service_time",
          "x_forwarded_for",
          "user_agent",
          "request_id",
          "authority",
          "upstream_host",
          "upstream_cluster",
          "upstream_local_address",
          "downstream_local_address",
          "downstream_remote_address",
          "requested_server_name",
          "route_name");

  /** Without these a line says nothing of the way: it is written in another format. */
  private static final List<String> NEEDED =
      List.of("response_flags", "upstream_host", "upstream_cluster", "downstream_remote_address");

  private static final Set<String> NUMBERS =
      Set.of("response_code", "bytes_received", "bytes_sent", "duration");

  /** Text that Envoy writes even where there is nothing to tell. */
  private static final String FLAGS = "response_flags";

  private AccessLogJson() {}

  static Optional<AccessLogLine> parse(String line) {
    Tree tree;
    try {
      tree = Json.read(line);
    } catch (Json.Malformed e) {
      return Optional.empty();
    }
    if (NEEDED.stream().anyMatch(name -> tree.get(name).isMissing())) {
      return Optional.empty();
    }
    List<String> fields = new ArrayList<>();
    fields.add(field(tree, "start_time"));
    fields.add(field(tree, "method") + " " + field(tree, "path") + " " + field(tree, "protocol"));
    NAMES.forEach(name -> fields.add(field(tree, name)));
    return Optional.of(AccessLogLine.of(fields));
  }

  private static String field(Tree tree, String name) {
    return tree.get(name).text("-");
  }

  static String write(AccessLogLine line) {
    List<String> fields = fields(line);
    String[] request = line.request().split(" ", 3);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("start_time", line.time());
    json.put("method", value("method", request[0]));
    json.put("path", request.length > 1 ? value("path", request[1]) : null);
    json.put("protocol", request.length > 2 ? value("protocol", request[2]) : null);
    for (int i = 0; i < NAMES.size(); i++) {
      json.put(NAMES.get(i), value(NAMES.get(i), fields.get(i)));
    }
    return Json.write(json);
  }

  private static List<String> fields(AccessLogLine l) {
    return List.of(
        l.code(),
        l.flags(),
        l.details(),
        l.termination(),
        l.failure(),
        l.received(),
        l.sent(),
        l.duration(),
        l.serviceTime(),
        l.forwardedFor(),
        l.userAgent(),
        l.requestId(),
        l.authority(),
        l.upstreamHost(),
        l.cluster(),
        l.upstreamLocal(),
        l.downstreamLocal(),
        l.downstreamRemote(),
        l.serverName(),
        l.route());
  }

  private static Object value(String name, String text) {
    if (NUMBERS.contains(name) && text.matches("\\d{1,18}")) {
      return Long.valueOf(text);
    }
    return text.equals("-") && !name.equals(FLAGS) ? null : text;
  }
}

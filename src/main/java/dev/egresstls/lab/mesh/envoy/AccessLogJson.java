package dev.egresstls.lab.mesh.envoy;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.EnumMap;
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
  /** What the request is in three members of its own. */
  private static final List<String> REQUEST = List.of("method", "path", "protocol");

  /** Without these a line says nothing of the way: it is written in another format. */
  private static final List<LogField> NEEDED =
      List.of(
          LogField.RESPONSE_FLAGS,
          LogField.UPSTREAM_HOST,
          LogField.UPSTREAM_CLUSTER,
          LogField.DOWNSTREAM_REMOTE_ADDRESS);

  private static final Set<LogField> NUMBERS =
      Set.of(
          LogField.RESPONSE_CODE, LogField.BYTES_RECEIVED, LogField.BYTES_SENT, LogField.DURATION);

  private AccessLogJson() {}

  static Optional<AccessLogLine> parse(String line) {
    Tree tree;
    try {
      tree = Json.read(line);
    } catch (Json.Malformed e) {
      return Optional.empty();
    }
    if (NEEDED.stream().anyMatch(field -> tree.get(field.json()).isMissing())) {
      return Optional.empty();
    }
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    for (LogField field : LogField.values()) {
      fields.put(field, member(tree, field.json()));
    }
    List<String> request = REQUEST.stream().map(name -> member(tree, name)).toList();
    fields.put(LogField.REQUEST, String.join(" ", request));
    return Optional.of(new AccessLogLine(fields));
  }

  private static String member(Tree tree, String name) {
    return tree.get(name).text(AccessLogLine.NONE);
  }

  static String write(AccessLogLine line) {
    Map<String, Object> json = new LinkedHashMap<>();
    line.fields()
        .forEach(
            (field, text) -> {
              if (field == LogField.REQUEST) {
                writeRequest(text, json);
              } else {
                json.put(field.json(), value(field, text));
              }
            });
    return Json.write(json);
  }

  private static void writeRequest(String text, Map<String, Object> json) {
    String[] parts = text.split(" ", REQUEST.size());
    for (int i = 0; i < REQUEST.size(); i++) {
      boolean there = i < parts.length && !parts[i].equals(AccessLogLine.NONE);
      json.put(REQUEST.get(i), there ? parts[i] : null);
    }
  }

  /** Flags are text that Envoy writes even where there is nothing to tell. */
  private static Object value(LogField field, String text) {
    if (NUMBERS.contains(field) && text.matches("\\d{1,18}")) {
      return Long.valueOf(text);
    }
    boolean none = text.equals(AccessLogLine.NONE) && field != LogField.RESPONSE_FLAGS;
    return none ? null : text;
  }
}

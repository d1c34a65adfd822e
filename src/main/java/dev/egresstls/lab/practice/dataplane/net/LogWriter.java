package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.LogField;
import dev.egresstls.lab.mesh.envoy.LogFormat;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes access-log lines in Istio's formats or in one of the user's own. */
final class LogWriter {
  /** An operator of Envoy's access-log formats, such as {@code %REQ(:METHOD)%}. */
  private static final Pattern OPERATOR = Pattern.compile("%([^%\\s]+)%");

  private LogWriter() {}

  static String write(AccessLogLine line, LogFormat format) {
    boolean json = format.encoding() == LogFormat.Encoding.JSON;
    if (format.custom().isEmpty()) {
      return json ? line.formatJson() : line.format();
    }
    return json ? members(line, format.custom().get()) : filled(line, format.custom().get());
  }

  /** A format that is no JSON object is passed over, as istiod does. */
  private static String members(AccessLogLine line, String format) {
    Map<String, Object> members = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Tree> one : Json.read(format).fields().entrySet()) {
        members.put(one.getKey(), filled(line, one.getValue().text("")));
      }
    } catch (Json.Malformed e) {
      return line.formatJson();
    }
    return members.isEmpty() ? line.formatJson() : Json.write(members);
  }

  private static String filled(AccessLogLine line, String format) {
    Map<String, String> values = values(line);
    Matcher operator = OPERATOR.matcher(format.stripTrailing());
    return operator.replaceAll(
        found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "-")));
  }

  private static Map<String, String> values(AccessLogLine line) {
    String[] request = line.get(LogField.REQUEST).split(" ", 3);
    Map<String, String> values = new HashMap<>();
    values.put("START_TIME", line.get(LogField.START_TIME));
    values.put("REQ(:METHOD)", request[0]);
    values.put("REQ(X-ENVOY-ORIGINAL-PATH?:PATH)", request[1]);
    values.put("PROTOCOL", request[2]);
    values.put("RESPONSE_CODE", line.get(LogField.RESPONSE_CODE));
    values.put("RESPONSE_FLAGS", line.flags());
    values.put("RESPONSE_CODE_DETAILS", line.get(LogField.RESPONSE_CODE_DETAILS));
    values.put("BYTES_RECEIVED", line.get(LogField.BYTES_RECEIVED));
    values.put("BYTES_SENT", line.get(LogField.BYTES_SENT));
    values.put("DURATION", line.get(LogField.DURATION));
    values.put("REQ(:AUTHORITY)", line.get(LogField.AUTHORITY));
    values.put("UPSTREAM_HOST", line.upstreamHost());
    values.put("UPSTREAM_CLUSTER", line.cluster());
    values.put("UPSTREAM_CLUSTER_RAW", line.cluster());
    values.put("UPSTREAM_LOCAL_ADDRESS", line.get(LogField.UPSTREAM_LOCAL_ADDRESS));
    values.put("DOWNSTREAM_LOCAL_ADDRESS", line.get(LogField.DOWNSTREAM_LOCAL_ADDRESS));
    values.put("DOWNSTREAM_REMOTE_ADDRESS", line.get(LogField.DOWNSTREAM_REMOTE_ADDRESS));
    values.put("ROUTE_NAME", line.route());
    return values;
  }
}

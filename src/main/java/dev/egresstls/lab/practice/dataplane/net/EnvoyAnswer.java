package dev.egresstls.lab.practice.dataplane.net;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HTTP answers that come through, or from, the sidecar's HTTP filter (as captured). */
final class EnvoyAnswer {
  private static final Map<Integer, String> REASONS =
      Map.of(
          404, "Not Found",
          500, "Internal Server Error",
          502, "Bad Gateway",
          503, "Service Unavailable");
  private static final String NO_UPSTREAM = "no healthy upstream";
  private static final String NO_REPLY =
      "upstream connect error or disconnect/reset before headers. reset reason: ";

  private EnvoyAnswer() {}

  /** The origin's answer after Envoy has passed it on: lower-case names, its own server header. */
  static Response passed(Response answer, int serviceTime) {
    List<String> headers = new ArrayList<>();
    for (String line : answer.headers()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      switch (name) {
        case "connection" -> {}
        case "server" -> headers.add("server: envoy");
        default -> headers.add(name + line.substring(colon));
      }
    }
    headers.add("x-envoy-upstream-service-time: " + serviceTime);
    return new Response(answer.code(), answer.reason(), headers, answer.body());
  }

  /**
   * An answer that Envoy gives by itself.
   *
   * @param flags the response flags of the access log, which say why
   */
  static Response own(int code, String flags, Instant now) {
    String body = code == 502 ? "" : body(flags);
    List<String> headers = new ArrayList<>();
    if (!body.isEmpty()) {
      headers.add("content-length: " + body.length());
      headers.add("content-type: text/plain");
    }
    headers.add("date: " + Origin.date(now));
    headers.add("server: envoy");
    if (body.isEmpty()) {
      headers.add("content-length: 0");
    }
    return new Response(code, REASONS.getOrDefault(code, "OK"), headers, body);
  }

  private static String body(String flags) {
    return switch (flags) {
      case "UH" -> NO_UPSTREAM;
      case "UPE" -> NO_REPLY + "protocol error";
      case "NR" -> "";
      case "UC" -> NO_REPLY + "connection termination";
      default -> NO_REPLY + "remote connection failure";
    };
  }
}

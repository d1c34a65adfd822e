package dev.egresstls.lab.mesh.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogLineTest {
  private static final String HTTP =
      "[2026-11-23T20:56:13.933Z] \"GET / HTTP/1.1\" 200 - via_upstream - \"-\" 0 53 2 0 \"-\""
          + " \"curl/7.88.1\" \"7d84c523\" \"www.google.com\" \"203.0.113.10:80\""
          + " PassthroughCluster 10.244.0.3:50632 203.0.113.10:80 10.244.0.3:50626 - allow_any";

  private static List<String> captured() {
    return Captures.all().stream()
        .flatMap(capture -> capture.dials().stream())
        .flatMap(dial -> dial.get("accessLog").texts().stream())
        .toList();
  }

  @Test
  void a_captured_line_is_read_and_written_back_letter_by_letter() {
    Captures.each(
        captured(),
        line -> {
          assertEquals(line, AccessLogLine.parse(line).orElseThrow().format());
        });
  }

  @Test
  void an_http_line_has_its_parts_in_their_places() {
    AccessLogLine line = AccessLogLine.parse(HTTP).orElseThrow();
    assertTrue(line.http());
    assertEquals("GET / HTTP/1.1", line.get(LogField.REQUEST));
    assertEquals("200", line.get(LogField.RESPONSE_CODE));
    assertEquals("-", line.flags());
    assertEquals("via_upstream", line.get(LogField.RESPONSE_CODE_DETAILS));
    assertEquals("curl/7.88.1", line.get(LogField.USER_AGENT));
    assertEquals("203.0.113.10:80", line.upstreamHost());
    assertEquals("PassthroughCluster", line.cluster());
    assertEquals("allow_any", line.route());
    assertTrue(line.isFrom(50626));
    assertFalse(line.isFrom(50632));
  }

  @Test
  void quotes_in_a_user_agent_do_not_move_the_other_parts() {
    String hostile = HTTP.replace("curl/7.88.1", "x\" \"y\" 200 \"z");
    AccessLogLine line = AccessLogLine.parse(hostile).orElseThrow();
    assertEquals("PassthroughCluster", line.cluster());
    assertEquals("allow_any", line.route());
  }

  @Test
  void the_json_format_says_the_same() {
    AccessLogLine line =
        AccessLogLine.parse(
                "{\"start_time\":\"2026-11-23T20:56:13.933Z\",\"method\":null,"
                    + "\"response_code\":0,\"response_flags\":\"UH\",\"upstream_host\":null,"
                    + "\"upstream_cluster\":\"BlackHoleCluster\","
                    + "\"downstream_remote_address\":\"[2001:db8::3]:50626\"}")
            .orElseThrow();
    assertFalse(line.http());
    assertEquals("BlackHoleCluster", line.cluster());
    assertEquals("UH", line.flags());
    assertEquals("-", line.upstreamHost());
    assertTrue(line.isFrom(50626));
    assertEquals(line, AccessLogLine.parse(line.format()).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-23T20:33:27.020948Z\tinfo\tEnvoy proxy is ready",
        "[2026-11-23T20:56:13.933Z] \"GET / HTTP/1.1",
        "[x] \"",
        "[2026] \"- - -\" 0 - - -",
        "{\"level\":\"info\"}",
        "{\"response_flags\":",
        "{"
      })
  void other_lines_are_passed_over(String line) {
    assertEquals(Optional.empty(), AccessLogLine.parse(line));
  }

  @Test
  void damaged_lines_never_throw() {
    Random random = new Random(7);
    for (String line : captured()) {
      for (int i = 0; i < 50; i++) {
        int from = random.nextInt(line.length());
        int to = from + random.nextInt(line.length() - from);
        AccessLogLine.parse(line.substring(from, to));
        AccessLogLine.parse(line.substring(0, from) + '"' + line.substring(to));
      }
    }
  }

  @Test
  void a_line_without_a_client_port_is_from_nobody() {
    AccessLogLine line = AccessLogLine.parse(HTTP.replace("10.244.0.3:50626", "-")).orElseThrow();
    assertEquals(Optional.empty(), line.downstreamPort());
  }
}

package dev.egresstls.lab.mesh.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In what format sidecars log, and what both formats have in common. */
class LogFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "accessLogEncoding: JSON | JSON | - | no line",
        "accessLogEncoding: TEXT | TEXT | - | no line",
        "accessLogFormat: '%START_TIME%' | TEXT | %START_TIME% | accessLogFormat",
        "accessLogFormat: '' | TEXT | - | no line",
        "'a: [' | TEXT | - | no line",
        "- | TEXT | - | no line",
      })
  void the_mesh_says_how_sidecars_log(String mesh, String encoding, String own, String unread) {
    Tree map = Tree.object("data", Tree.object("mesh", mesh == null ? "" : mesh));
    LogFormat format = LogFormat.of(map);
    assertEquals(encoding, format.encoding().name());
    assertEquals(Optional.ofNullable(own), format.custom());
    assertTrue(format.unread().contains(unread), format.unread());
  }

  @Test
  void a_line_says_the_same_in_both_formats() {
    Captures.each(
        Captures.all().stream()
            .flatMap(run -> run.dials().stream())
            .flatMap(dial -> dial.get("accessLog").texts().stream())
            .toList(),
        text -> {
          AccessLogLine line = AccessLogLine.parse(text).orElseThrow();
          String json = AccessLogJson.write(line);
          AccessLogLine back = AccessLogJson.parse(json).orElseThrow();
          assertEquals(line.format(), back.format());
        });
  }

  @Test
  void numbers_are_numbers_in_json_and_what_is_not_there_is_null() {
    String text =
        "[2026-11-30T01:57:14.533Z] \"GET /x -\" 200 - via_upstream - \"-\" 0 5 10 6 \"-\""
            + " \"curl/7.88.1\" \"c7926199-423c-4e13-87c5-6e16384f8fff\" \"peers:8080\" \"-\""
            + " cluster 10.244.0.3:54514 10.244.0.13:8080 10.244.0.3:54508 - default";
    Tree json = Json.read(AccessLogJson.write(AccessLogLine.parse(text).orElseThrow()));
    assertEquals(200L, json.get("response_code").raw());
    assertEquals("-", json.get("response_flags").text(""));
    assertEquals("GET", json.get("method").text(""));
    assertEquals("/x", json.get("path").text(""));
    assertTrue(json.fields().containsKey("protocol") && json.get("protocol").raw() == null);
    assertTrue(json.get("upstream_host").raw() == null);
  }

  @Test
  void the_tls_between_sidecars_is_read_beside_that_for_others() {
    ConfigDump dump = Captures.any("1.29.1/headless-mesh-pods").orElseThrow().dump();
    ConfigDump.Cluster cluster =
        dump.cluster("outbound|80||curl.default.svc.cluster.local").orElseThrow();
    Tls mutual = cluster.security().mutual().orElseThrow();
    assertEquals("outbound_.80_._.curl.default.svc.cluster.local", mutual.sni());
    assertEquals("ROOTCA", mutual.ca());
    assertEquals(List.of("spiffe://cluster.local/ns/default/sa/curl"), mutual.sans());
    assertEquals(Optional.empty(), cluster.security().tls());
    assertEquals(
        Optional.empty(),
        dump.cluster("PassthroughCluster").flatMap(one -> one.security().mutual()));
  }
}

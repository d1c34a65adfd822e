package dev.egresstls.lab.mesh.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.PathModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each station of a proof says: what was foretold, what was seen, and what shows it. */
class StationsTest {
  private static Seen seen(String name) {
    Capture capture = Captures.one(name);
    return Seen.of(capture, capture.dials().get(0));
  }

  private static List<String> lines(Proof proof) {
    return proof.stations().stream()
        .map(one -> one.title() + ": " + one.predicted() + " / " + one.seen())
        .toList();
  }

  @Test
  void a_request_over_http_shows_its_route_and_who_signed_the_answer() {
    assertEquals(
        List.of(
            "DNS: 203.0.113.10 / 203.0.113.10",
            "iptables: 127.0.0.1:15001 / 127.0.0.1:15001",
            "listener: 0.0.0.0_80 / 0.0.0.0_80",
            "filter: http_connection_manager / http_connection_manager",
            "route: allow_any / allow_any",
            "cluster: PassthroughCluster · ORIGINAL_DST / PassthroughCluster · ORIGINAL_DST",
            "TLS: none: plain text / none: plain text",
            "upstream: 203.0.113.10:80 / 203.0.113.10:80",
            "access log: flags - / flags -",
            "curl: exit 0 · HTTP 200 · server envoy / exit 0 · HTTP 200 · server envoy"),
        lines(seen("1.29.1/port-80").proof()));
  }

  @Test
  void a_pod_without_a_sidecar_shows_what_curl_alone_can_show() {
    assertEquals(
        List.of(
            "DNS: 203.0.113.10 / 203.0.113.10",
            "iptables: not redirected / not redirected",
            "upstream: 203.0.113.10:443 / 203.0.113.10:443",
            "access log: no line / no line",
            "curl: exit 52 or 56 or 1 · no answer / exit 52 · no answer"),
        lines(seen("1.29.1/no-sidecar").proof()));
  }

  @Test
  void every_station_names_what_shows_it() {
    assertEquals(
        List.of(
            "curl: curl dialled it",
            "access log: the sidecar logged this connection, from port 59178",
            "config dump: active, and the closest to 203.0.113.10:443",
            "access log: its log line has no request",
            "access log: its log line has this upstream cluster",
            "config dump: its cluster has a TLS socket",
            "access log: its log line has this upstream host",
            "access log: its response flags",
            "curl: what it wrote"),
        seen("1.29.1/tutorial").proof().stations().stream().map(Station::evidence).toList());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "0, HTTP/1.1 404 x, envoy, -",
        "0, HTTP/1.1 200 x, nginx, curl differs: exit 0 · HTTP 200 · server nginx",
        "7, HTTP/1.1 200 x, envoy, curl differs: exit 7 · HTTP 200 · server envoy",
        "0, none, envoy, curl differs: exit 0 · no answer"
      })
  void an_answer_of_the_origin_may_be_any_and_must_be_signed_by_the_sidecar(
      int exit, String status, String server, String differs) {
    String head = status.equals("none") ? "" : "< " + status + "\n< server: " + server + "\n<\n";
    Seen other = seen("1.29.1/port-80").ended(exit, head);
    List<String> curl =
        Seen.odd(other.proof()).stream().filter(one -> one.startsWith("curl")).toList();
    assertEquals(differs == null ? List.of() : List.of(differs), curl);
  }

  @Test
  void another_route_than_the_predicted_one_differs() {
    Proof proof =
        seen("1.29.1/port-80").line(line -> line.replace("allow_any", "block_all")).proof();
    assertEquals(List.of("route differs: block_all"), Seen.odd(proof));
  }

  @Test
  void a_line_of_a_sidecar_that_should_not_log_differs() {
    Capture capture = Captures.one("1.29.1/tutorial");
    Seen usual = seen("1.29.1/tutorial");
    Seen silent =
        new Seen(
            PathModel.trace(usual.predicted().dial(), capture.observed().withAccessLog(false)),
            true,
            usual.exit(),
            usual.curl(),
            usual.line(),
            usual.log(),
            usual.envoy());
    assertEquals(List.of("access log differs: a line, flags -"), Seen.odd(silent.proof()));
  }
}

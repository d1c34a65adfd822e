package dev.egresstls.lab.mesh.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final String CLUSTER = "outbound|443||google-headless.default.svc.cluster.local";

  private final Seen tutorial = seen("1.29.1/tutorial");

  private static Seen seen(String name) {
    Capture capture = Captures.one(name);
    return Seen.of(capture, capture.dials().get(0));
  }

  private static List<String> odd(Seen seen) {
    return Seen.odd(seen.proof());
  }

  @Test
  void another_upstream_or_another_flag_differs_at_its_own_station() {
    assertEquals(
        List.of("upstream differs: 203.0.113.99:443"),
        odd(
            tutorial.line(
                line -> line.replaceFirst("\"203.0.113.1\\d:443\"", "\"203.0.113.99:443\""))));
    assertEquals(
        List.of("access log differs: flags UH"),
        odd(tutorial.line(line -> line.replaceFirst("0 - - -", "0 UH - -"))));
  }

  @Test
  void a_cluster_that_its_listener_does_not_send_to_says_that_the_configuration_changed() {
    Proof proof = tutorial.line(line -> line.replace(CLUSTER, "PassthroughCluster")).proof();
    assertEquals(
        List.of(
            "listener not seen: ",
            "cluster differs: PassthroughCluster · ORIGINAL_DST",
            "TLS differs: none: plain text"),
        Seen.odd(proof));
    assertTrue(proof.stations().get(2).evidence().startsWith("the configuration changed"));
    assertEquals("The packet did not go the predicted way: 2 stations differ.", proof.verdict());
  }

  @Test
  void tls_is_compared_by_name_ca_and_checked_names() {
    assertEquals(
        List.of("TLS differs: SNI nope.example · CA system"),
        odd(tutorial.envoy("\"sni\":\"www.google.com\"", "\"sni\":\"nope.example\"")));
    assertEquals(
        List.of("TLS differs: none: plain text"),
        odd(tutorial.envoy("common_tls_context", "something_else")));
    assertEquals(
        List.of("TLS differs: SNI www.google.com · CA system · CA is not loaded"),
        odd(tutorial.envoy("\"name\":\"file-root:system\",\"version", "\"name\":\"x\",\"version")));
  }

  @Test
  void a_type_of_cluster_counts_as_well() {
    assertEquals(
        List.of("cluster differs: " + CLUSTER + " · EDS"),
        odd(tutorial.envoy("\"type\":\"ORIGINAL_DST\",\"connect", "\"type\":\"EDS\",\"connect")));
  }

  @Test
  void another_end_for_curl_differs() {
    String verbose =
        "* Connected to www.google.com (203.0.113.10) port 443\ncurl: (52) Empty reply from server";
    Proof proof = tutorial.ended(52, verbose).proof();
    assertEquals(List.of("curl differs: exit 52 · no answer"), Seen.odd(proof));
    assertEquals("curl: Empty reply from server", proof.differing().get(0).evidence());
    assertEquals("The packet did not go the predicted way: 1 station differs.", proof.verdict());
  }

  @Test
  void a_connection_without_a_line_did_not_pass_a_sidecar_that_logs_all_of_them() {
    assertEquals(
        List.of(
            "iptables differs: not redirected",
            "listener differs: ",
            "filter differs: ",
            "cluster differs: ",
            "TLS differs: ",
            "access log differs: no line"),
        odd(tutorial.unlogged(true)));
  }

  @Test
  void a_log_that_cannot_be_read_leaves_stations_unseen_and_claims_nothing() {
    Proof proof = tutorial.unlogged(false).proof();
    assertEquals(
        List.of(
            "iptables not seen: ",
            "listener not seen: ",
            "filter not seen: ",
            "cluster not seen: ",
            "TLS not seen: ",
            "upstream not seen: ",
            "access log not seen: "),
        Seen.odd(proof));
    assertTrue(proof.agrees());
    assertEquals(
        "What was observed agrees with the prediction, but not everything could be " + "observed.",
        proof.verdict());
    assertEquals("the log is written in another format", proof.unseen().get(0).evidence());
  }

  @Test
  void the_sidecars_own_headers_prove_that_it_took_the_connection() {
    Proof proof = seen("1.29.1/port-80").unlogged(false).proof();
    assertEquals(
        List.of(
            "filter not seen: ",
            "cluster not seen: ",
            "TLS not seen: ",
            "upstream not seen: ",
            "access log not seen: "),
        Seen.odd(proof));
  }

  @Test
  void without_a_dump_listener_and_tls_stay_unseen() {
    Proof proof = tutorial.proof(Optional.empty());
    assertEquals(List.of("listener not seen: ", "TLS not seen: "), Seen.odd(proof));
    assertEquals("it may not be read", proof.unseen().get(0).evidence());
  }

  @Test
  void a_cluster_with_endpoints_may_choose_any_of_them() {
    Proof proof = tutorial.proof();
    Proof other =
        Proof.of(
            proof.predicted(),
            Set.of("203.0.113.11:443"),
            tutorial
                .line(line -> line.replace("\"203.0.113.10:443\"", "\"203.0.113.11:443\""))
                .proof()
                .sighting(),
            proof.versions());
    assertTrue(other.agrees());
  }

  @Test
  void the_report_holds_what_differs_and_nothing_that_names_the_learners_cluster() {
    Seen changed =
        tutorial.line(line -> line.replaceFirst("\"203.0.113.1\\d:443\"", "\"[2001:db8::7]:443\""));
    Proof proof = changed.proof();
    String report = String.join("\n", ProofReport.of(proof));
    assertTrue(report.startsWith("Istio 1.29.1\ndialled    http://the-host:443\n"), report);
    assertTrue(report.contains("upstream (differs)\n  predicted  address-1:443\n"), report);
    assertTrue(report.contains("  observed   [address-2]:443\n"), report);
    assertFalse(report.contains("cluster ("), report);
    assertTrue(report.contains("[20"), "times stay: " + report);
    for (String secret :
        List.of("203.0.113", "2001:db8", "10.244", proof.predicted().dial().pod())) {
      assertFalse(report.contains(secret), secret + " in " + report);
    }
  }

  @Test
  void names_and_ids_are_replaced_and_times_are_not() {
    Redaction redaction =
        new Redaction(
            new dev.egresstls.lab.mesh.Dial(
                "http", "api.example.com", 443, "shop", "web-1", Optional.empty()));
    assertEquals(
        "the-pod in the-namespace asked the-host at address-1 and address-1_443, 127.0.0.1, 10:20:30",
        redaction.of(
            "web-1 in shop asked api.example.com at 10.1.2.3 and 10.1.2.3_443, 127.0.0.1, 10:20:30"));
    assertEquals(
        "address-2 the-request-id",
        redaction.of("2001:1:2:3:4:5:6:7 0b9e7ea4-1111-2222-3333-444455556666"));
  }
}

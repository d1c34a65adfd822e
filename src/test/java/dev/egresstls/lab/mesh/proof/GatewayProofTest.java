package dev.egresstls.lab.mesh.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request through a Gateway of real Istio, and the same as if the gateway had done otherwise. */
class GatewayProofTest {
  private static final String RUN = "1.29.1/egress-gateway";
  private static final Capture CAPTURE = Captures.one(RUN);
  private static final Tree RECORDED = CAPTURE.dials().get(0);

  private static final Tree GATEWAY = gateway();

  /** What the gateway wrote of it. */
  private static final String LINE =
      GATEWAY.get("accessLog").texts().stream()
          .filter(one -> one.contains("\"GET /"))
          .findFirst()
          .orElseThrow();

  private static Tree gateway() {
    try {
      Path file = Path.of("src/test/resources/captures", RUN, "gateway.json");
      return Json.read(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The recorded file has no secrets: those of the sidecar, which are of the same mesh. */
  private static String dump() {
    return Json.write(GATEWAY.with("secrets", CAPTURE.envoy().get("secrets")));
  }

  private static Proof proof(Optional<GatewayEvidence> gateway) {
    CurlOutput curl =
        CurlOutput.parse(RECORDED.get("stdout").text(""), RECORDED.get("stderr").text(""));
    Route predicted = PathModel.trace(CAPTURE.dial(RECORDED), CAPTURE.observed());
    RequestEvidence seen =
        new RequestEvidence(
            predicted.dial(),
            true,
            0,
            curl,
            AccessLogLine.parse(RECORDED.get("accessLog").texts().get(0)),
            new RequestEvidence.Log(true, ""),
            new RequestEvidence.Config(Optional.of(CAPTURE.dump()), ""),
            Optional.empty());
    return Proof.of(predicted, Set.of(), gateway.map(seen::and).orElse(seen), Map.of());
  }

  private static GatewayEvidence evidence(String line, Optional<String> dump, String unread) {
    return new GatewayEvidence(
        "default",
        "egress-istio",
        line.isEmpty() ? Optional.empty() : AccessLogLine.parse(line),
        dump.map(text -> ConfigDump.read(Json.read(text))),
        unread);
  }

  @Test
  void both_halves_are_seen_station_by_station() {
    Proof proof = proof(Optional.of(evidence(LINE, Optional.of(dump()), "")));
    assertEquals(List.of(), Seen.odd(proof));
    assertEquals("The packet went the predicted way, hop by hop.", proof.verdict());
    assertEquals(LINE, proof.gatewayLogLine());
    assertTrue(String.join("\n", ProofReport.of(proof)).contains("default.out.0"));
    assertEquals(
        List.of(
            "gateway: 0.0.0.0_80 | gateway's config dump: active, and the closest to 0.0.0.0:80",
            "gateway route: default.out.0 | gateway's access log: its log line has this route name",
            "gateway cluster: outbound|443||google-headless.default.svc.cluster.local"
                + " | gateway's access log: its log line has this upstream cluster",
            "gateway TLS: SNI www.google.com · CA system"
                + " | gateway's config dump: its cluster has a TLS socket",
            "gateway upstream: 203.0.113.10:443"
                + " | gateway's access log: its log line has this upstream host",
            "gateway log: flags - | gateway's access log: its response flags"),
        proof.stations().stream()
            .filter(one -> one.title().startsWith("gateway"))
            .map(one -> one.title() + ": " + one.seen() + " | " + one.evidence())
            .toList());
    Route seen = proof.seen().route();
    assertEquals(
        proof.predicted().gateway().get().onward().tls(), seen.gateway().get().onward().tls());
    assertEquals(List.of("203.0.113.10:443"), seen.gateway().get().onward().upstreams());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "200 - via_upstream ! 503 UF upstream ! gateway log differs: flags UF",
        "default.out.0 ! default.other.0 ! gateway route differs: default.other.0",
        "203.0.113.10:443 ! 203.0.113.77:443 ! gateway upstream differs: 203.0.113.77:443",
        "outbound|443||google-headless ! outbound|80||google-headless"
            + " ! gateway cluster differs: outbound|80||google-headless.default.svc.cluster.local;"
            + " gateway TLS not seen: ",
        "- default.out.0 ! - - ! gateway route differs: none: the gateway answers 200",
        "10.244.0.15:80 10. ! 10.244.0.15:8888 10. ! gateway not seen: ",
      })
  void what_the_gateway_logs_otherwise_differs(String from, String to, String odd) {
    String line = LINE.replace(from.strip(), to.strip());
    Proof proof = proof(Optional.of(evidence(line, Optional.of(dump()), "no such listener")));
    assertEquals(odd.strip(), String.join("; ", Seen.odd(proof)).strip());
  }

  @Test
  void an_answer_of_the_gateways_own_has_no_cluster() {
    String line =
        LINE.replace("203.0.113.10:443", "-")
            .replace("outbound|443||google-headless.default.svc.cluster.local", "-")
            .replace("200 -", "404 NR")
            .replace("default.out.0", "-");
    assertEquals(
        List.of(
            "gateway route differs: none: the gateway answers 404",
            "gateway cluster differs: ",
            "gateway TLS differs: ",
            "gateway upstream differs: ",
            "gateway log differs: flags NR"),
        Seen.odd(proof(Optional.of(evidence(line, Optional.of(dump()), "")))));
  }

  @Test
  void a_certificate_that_is_not_loaded_and_plain_text_differ() {
    String other = dump().replace("\"www.google.com\"", "\"other.example\"");
    assertEquals(
        List.of("gateway TLS differs: SNI other.example · CA system"),
        Seen.odd(proof(Optional.of(evidence(LINE, Optional.of(other), "")))));
    String plain = dump().replace("\"transport_socket\"", "\"no_socket\"");
    assertEquals(
        List.of("gateway TLS differs: none: plain text"),
        Seen.odd(proof(Optional.of(evidence(LINE, Optional.of(plain), "")))));
  }

  @Test
  void what_was_not_seen_of_the_gateway_says_why() {
    List<String> titles =
        List.of(
            "gateway",
            "gateway route",
            "gateway cluster",
            "gateway TLS",
            "gateway upstream",
            "gateway log");
    List<String> unread = titles.stream().map(one -> one + ": its log was not read").toList();
    assertEquals(
        unread, unseen(proof(Optional.of(evidence("", Optional.empty(), "its log was not read")))));
    assertEquals(
        titles,
        unseen(proof(Optional.empty())).stream().map(one -> one.replaceFirst(":.*", "")).toList());
    assertEquals(
        List.of("gateway: no dump", "gateway TLS: no dump"),
        unseen(proof(Optional.of(evidence(LINE, Optional.empty(), "no dump")))));
  }

  private static List<String> unseen(Proof proof) {
    assertEquals(List.of(), proof.differing());
    return proof.unseen().stream().map(one -> one.title() + ": " + one.evidence()).toList();
  }
}

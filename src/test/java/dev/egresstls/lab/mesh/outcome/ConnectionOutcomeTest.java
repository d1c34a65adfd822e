package dev.egresstls.lab.mesh.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.mesh.outcome.Flow.Upstream;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes of a connection whose sidecar reads HTTP, or speaks TLS where none is spoken. */
class ConnectionOutcomeTest {
  private static final String SYSTEM = "file-root:system";

  private static Flow flow(Origin origin, int port, String... sans) {
    Observation seen = Observation.of(List.of(), Map.of()).with(origin);
    Upstream upstream = new Upstream("203.0.113.10", port, true, Because.plain("a test"));
    Tls tls = new Tls("www.google.com", SYSTEM, List.of(sans));
    return new Flow(seen, false, Optional.of(tls), List.of(upstream));
  }

  private static ExpectedClient http(Origin origin, int port, String... sans) {
    return HttpAnswer.of(flow(origin, port, sans), "cluster", "default").client();
  }

  @Test
  void http_that_the_sidecar_wraps_in_tls_is_answered_by_envoy() {
    ExpectedClient client = http(Origin.withCertificate("www.google.com"), 443);
    assertEquals(Optional.of(200), client.httpCode());
    assertEquals(Optional.of("envoy"), client.server());
  }

  @Test
  void a_certificate_without_the_name_ends_in_503() {
    ExpectedClient client = http(Origin.withCertificate("www.google.com"), 443, "nope.example");
    assertEquals(Optional.of(503), client.httpCode());
  }

  @Test
  void an_unknown_certificate_leaves_the_answer_open() {
    ExpectedClient client = http(Origin.website("www.google.com"), 443, "nope.example");
    assertEquals(Optional.empty(), client.httpCode());
    assertEquals(List.of(0), client.exits());
  }

  @Test
  void tls_to_a_plain_port_fails() {
    Origin site = Origin.website("www.google.com");
    assertEquals(Optional.of(503), http(site, 80).httpCode());
    ExpectedClient bytes = ConnectionOutcome.bytes(flow(site, 80), "cluster").client();
    assertEquals(List.of(56, 52), bytes.exits());
  }
}

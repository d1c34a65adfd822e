package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Yaml;
import org.junit.jupiter.api.Test;

/** Routes of VirtualServices that a request to a Service meets. */
class RoutesOnTheWayTest extends ChangedTutorial {
  private void virtualService(String http) {
    add(
        Json.write(
            Yaml.read(
                "{kind: VirtualService, apiVersion: networking.istio.io/v1, metadata: {name: vs,"
                    + " namespace: default}, spec: {hosts: [curl.default.svc.cluster.local], http: ["
                    + http
                    + "]}}")));
  }

  @Test
  void a_request_that_no_rule_takes_is_answered_404_by_the_sidecar() {
    virtualService("{match: [{uri: {exact: /only}}], route: [{destination: {host: curl}}]}");
    Route route = trace("http://curl.default.svc.cluster.local");
    assertTrue(route.hops().toString().contains("the sidecar answers 404"), route.toString());
  }

  @Test
  void a_rule_that_looks_at_what_is_not_known_withdraws_the_verdict() {
    virtualService(
        "{match: [{headers: {user-agent: {prefix: curl}}}], route: [{destination: {host: curl}}]}");
    Route route = trace("http://curl.default.svc.cluster.local");
    assertFalse(route.unread().isEmpty());
    assertTrue(
        route.unread().get(0).text().contains("matches on something that is not known"),
        route.unread().toString());
  }

  @Test
  void a_destination_without_a_port_is_that_of_a_service_with_one() {
    virtualService("{route: [{destination: {host: curl}}]}");
    Route route = trace("http://curl.default.svc.cluster.local");
    assertEquals(
        "outbound|80||curl.default.svc.cluster.local",
        route.hop(Hop.Kind.CLUSTER).orElseThrow().value());
  }
}

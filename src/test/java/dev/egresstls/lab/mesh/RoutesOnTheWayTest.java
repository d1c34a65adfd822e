package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void a_fault_answers_in_the_place_of_a_cluster_that_the_log_names_all_the_same() {
    virtualService(
        "{name: broken, fault: {abort: {httpStatus: 418, percentage: {value: 100}}},"
            + " route: [{destination: {host: curl}}]}");
    Route route = trace("http://curl.default.svc.cluster.local");
    assertEquals(418, route.client().httpCode().orElseThrow());
    assertEquals(List.of("FI"), route.accessLog().flags());
    assertEquals("broken", route.accessLog().route());
    assertEquals("outbound|80||curl.default.svc.cluster.local", route.accessLog().cluster());
    assertEquals("-", route.accessLog().upstream());
    assertTrue(route.unread().isEmpty(), route.unread().toString());
  }

  @Test
  void a_match_that_is_not_known_is_no_doubt_if_another_leads_the_same_way() {
    virtualService(
        "{match: [{headers: {user-agent: {prefix: curl}}}, {uri: {prefix: /}}],"
            + " route: [{destination: {host: curl}}]}");
    assertTrue(trace("http://curl.default.svc.cluster.local").unread().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"5xx, 'URX,UC'", "connect-failure, UC"})
  void a_connection_that_breaks_is_tried_again_if_the_rule_says_so(String on, String flags) {
    add(
        Json.write(
            Yaml.read(
                "{kind: ServiceEntry, metadata: {name: g, namespace: default}, spec: {hosts:"
                    + " [www.google.com], ports: [{number: 80, targetPort: 443, name: http,"
                    + " protocol: HTTP}], resolution: DNS}}")));
    add(
        Json.write(
            Yaml.read(
                "{kind: VirtualService, metadata: {name: vs, namespace: default}, spec: {hosts:"
                    + " [www.google.com], http: [{retries: {attempts: 1, retryOn: '"
                    + on
                    + "'}, route: [{destination: {host: www.google.com}}]}]}}")));
    assertEquals(flags, trace("http://www.google.com").accessLog().flags().get(0));
  }
}

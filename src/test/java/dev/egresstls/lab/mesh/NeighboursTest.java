package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Services and slices beside the tutorial's that no capture holds. */
class NeighboursTest extends ChangedTutorial {
  @Test
  void a_service_with_a_cluster_ip_has_its_listener_there_and_not_at_its_endpoints() {
    service("10.96.9.9", "https");
    Route outside = trace("http://www.google.com:443");
    assertEquals(Optional.of("virtualOutbound"), outside.listener());
    assertEquals(
        "Service google-headless is not headless: its listener is for 10.96.9.9",
        why(outside, Hop.Kind.LISTENER));
    Route inside = trace("http://google-headless:443");
    assertEquals(Optional.of("10.96.9.9_443"), inside.listener());
    assertEquals(Optional.of("EDS"), inside.clusterType());
    assertEquals(Optional.of("203.0.113.10:443"), inside.upstream());
    assertEquals("www.google.com", inside.tls().orElseThrow().sni());
    assertEquals(List.of(0), inside.client().exits());
  }

  @Test
  void the_listener_of_an_address_comes_before_the_one_for_all() {
    add(
        "{\"kind\":\"Service\",\"metadata\":{\"name\":\"other\",\"namespace\":\"default\"},"
            + "\"spec\":{\"clusterIP\":\"10.96.7.7\",\"ports\":[{\"name\":\"http\",\"port\":443}]}}");
    assertEquals(Optional.of("203.0.113.10_443"), trace("http://www.google.com:443").listener());
    assertEquals(Optional.of("0.0.0.0_443"), trace("http://203.0.113.77:443").listener());
  }

  @Test
  void of_two_headless_services_with_one_address_the_older_has_the_listener() {
    add(
        "{\"kind\":\"Service\",\"metadata\":{\"name\":\"older\",\"namespace\":\"default\","
            + "\"creationTimestamp\":\"2020-01-01T00:00:00Z\"},\"spec\":{\"clusterIP\":\"None\","
            + "\"ports\":[{\"name\":\"https\",\"port\":443}]}}");
    add(
        "{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\"older\",\"namespace\":\"default\","
            + "\"labels\":{\"kubernetes.io/service-name\":\"older\"}},\"endpoints\":[{\"addresses\":"
            + "[\"203.0.113.10\"]}],\"ports\":[{\"name\":\"https\",\"port\":443}]}");
    Route route = trace("http://www.google.com:443");
    assertEquals(Optional.of("outbound|443||older.default.svc.cluster.local"), route.cluster());
    assertEquals(Optional.empty(), route.tls());
  }

  @Test
  void an_eds_cluster_without_endpoints_refuses() {
    service("10.96.9.9", "https");
    change("EndpointSlice", "google-headless", s -> s.with("endpoints", List.of()));
    Route route = trace("http://google-headless:443");
    assertEquals(List.of("UH"), route.accessLog().flags());
    assertEquals(List.of(56, 52), route.client().exits());
    assertEquals(List.of(35), trace("https://google-headless:443").client().exits());
  }

  @Test
  void a_port_named_http_is_read_and_goes_out_in_plain_text() {
    service("None", "http");
    Route route = trace("http://www.google.com:443");
    assertEquals(Optional.of("0.0.0.0_443"), route.listener());
    assertEquals(Filter.HTTP, route.filter());
    assertEquals(Optional.of("PassthroughCluster"), route.cluster());
    assertEquals(Optional.empty(), route.tls());
    assertEquals(Optional.of(503), route.client().httpCode());
    assertEquals(List.of("UC"), route.accessLog().flags());
  }

  @Test
  void a_host_of_the_mesh_on_an_http_port_reaches_its_service() {
    service("None", "http");
    Route route = trace("http://google-headless.default:443");
    assertEquals(Optional.of(CLUSTER), route.cluster());
    assertEquals(Optional.of("default"), route.httpRoute());
    assertEquals(Optional.of(200), route.client().httpCode());
    assertTrue(route.client().tls());
    assertEquals(Optional.of("envoy"), route.client().server());
  }

  @Test
  void a_port_without_a_telling_name_is_sniffed() {
    service("None", "web");
    Route plain = trace("http://www.google.com:443");
    assertEquals(Optional.of("203.0.113.10_443"), plain.listener());
    assertEquals(Filter.HTTP, plain.filter());
    assertEquals(Optional.of(CLUSTER), plain.cluster());
    assertEquals(Filter.TCP_PROXY, trace("https://www.google.com").filter());
  }

  @Test
  void eds_for_headless_services_takes_the_endpoints_own_port() {
    add(
        "{\"kind\":\"Deployment\",\"metadata\":{\"name\":\"istiod\",\"namespace\":\"istio-system\"},"
            + "\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"discovery\","
            + "\"image\":\"docker.io/istio/pilot:1.29.1\",\"env\":[{\"name\":"
            + "\"PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES\",\"value\":\"true\"}]}]}}}}");
    change(
        "EndpointSlice",
        "google-headless",
        s -> s.with("ports", List.of(Tree.object("name", "https", "port", 8443))));
    Route route = trace("http://www.google.com:443");
    assertEquals(Optional.of("EDS"), route.clusterType());
    assertEquals(Optional.of("203.0.113.10:8443"), route.upstream());
    assertEquals(List.of(56, 52), route.client().exits());
    assertEquals(List.of("UF,URX"), route.accessLog().flags());
    Route unsure =
        PathModel.trace(dial("http://www.google.com:443"), seen().with(Origin.website()));
    assertFalse(unsure.client().known());
    assertTrue(unsure.outlook().contains("does not know"));
  }

  @Test
  void a_slice_whose_port_has_another_name_counts_for_nothing() {
    change(
        "EndpointSlice",
        "google-headless",
        s -> s.with("ports", List.of(Tree.object("name", "tls", "port", 443))));
    Route route = trace("http://www.google.com:443");
    assertEquals(Optional.of("virtualOutbound"), route.listener());
    assertEquals(
        "203.0.113.10 does not apply to port \"https\" of google-headless",
        why(route, Hop.Kind.LISTENER));
  }

  @Test
  void an_address_that_is_not_ready_keeps_its_listener() {
    change(
        "EndpointSlice",
        "google-headless",
        s ->
            s.with(
                "endpoints",
                List.of(
                    Tree.object(
                        "addresses",
                        List.of("203.0.113.10"),
                        "conditions",
                        Tree.object("ready", false)))));
    Route route = trace("http://www.google.com:443");
    assertEquals(Optional.of("203.0.113.10_443"), route.listener());
    assertEquals(Optional.of("ORIGINAL_DST"), route.clusterType());
  }
}

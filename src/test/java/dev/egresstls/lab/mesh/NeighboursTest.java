package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.config.Filter;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Ways beside the tutorial's that no capture holds. */
class NeighboursTest {
  private static final String CLUSTER = "outbound|443||google-headless.default.svc.cluster.local";

  private final Capture capture = Captures.one("1.29.1/tutorial");
  private List<Tree> objects = capture.objects();

  private void change(String kind, String name, UnaryOperator<Tree> change) {
    objects =
        objects.stream()
            .map(
                object ->
                    object.get("kind").text("").equals(kind)
                            && object.at("metadata.name").text("").startsWith(name)
                        ? change.apply(object)
                        : object)
            .toList();
  }

  private void add(String json) {
    objects = new ArrayList<>(objects);
    objects.add(Json.read(json));
  }

  private Observation seen() {
    return capture.observed(objects);
  }

  private Dial dial(String url) {
    return PathModel.dial(url, "default", "curl-66d454fb44-4kt6l").orElseThrow();
  }

  private Route trace(String url) {
    return PathModel.trace(dial(url), seen());
  }

  private void service(String clusterIp, String portName) {
    change(
        "Service",
        "google-headless",
        s ->
            s.with(
                "spec",
                Tree.object(
                    "clusterIP",
                    clusterIp,
                    "ports",
                    List.of(Tree.object("name", portName, "port", 443, "protocol", "TCP")))));
    change(
        "EndpointSlice",
        "google-headless",
        s -> s.with("ports", List.of(Tree.object("name", portName, "port", 443))));
  }

  private static String why(Route route, Hop.Kind kind) {
    return route.hop(kind).orElseThrow().because().text();
  }

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
    assertTrue(route.client().exits().isEmpty());
    assertTrue(route.outlook().contains("not known"));
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
        "203.0.113.10 counts for no port \"https\" of google-headless",
        why(route, Hop.Kind.LISTENER));
  }

  @Test
  void an_address_that_is_not_ready_gets_no_listener() {
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
    assertEquals(Optional.of("virtualOutbound"), trace("http://www.google.com:443").listener());
  }

  @Test
  void another_port_of_the_same_address_has_no_listener() {
    Route route = trace("http://www.google.com:8443");
    assertEquals(Optional.of("virtualOutbound"), route.listener());
    assertEquals("Service google-headless has no port 8443", why(route, Hop.Kind.LISTENER));
  }

  @Test
  void tls_to_port_80_passes_the_http_listener_by() {
    Route route = trace("https://www.google.com:80");
    assertEquals(Optional.of("0.0.0.0_80"), route.listener());
    assertEquals(Filter.TCP_PROXY, route.filter());
    assertEquals(List.of(35), route.client().exits());
  }

  @Test
  void a_port_that_the_pod_excludes_is_not_redirected() {
    change(
        "Pod",
        "curl",
        pod ->
            pod.with(
                "metadata",
                pod.get("metadata")
                    .with(
                        "annotations",
                        Map.of("traffic.sidecar.istio.io/excludeOutboundPorts", "80, 443"))));
    Route route = trace("https://www.google.com");
    assertEquals(Filter.NONE, route.filter());
    assertEquals("the pod keeps port 443 away from its sidecar", why(route, Hop.Kind.IPTABLES));
    assertEquals(List.of(0), route.client().exits());
    assertTrue(route.client().tls());
  }

  @Test
  void the_pod_itself_is_not_redirected() {
    assertEquals(Filter.NONE, trace("http://127.0.0.1:8080").filter());
  }

  @Test
  void a_pod_that_is_not_there_has_no_sidecar() {
    Dial dial = PathModel.dial("http://www.google.com:443", "default", "nobody").orElseThrow();
    Route route = PathModel.trace(dial, seen());
    assertEquals("the pod is not there", why(route, Hop.Kind.IPTABLES));
  }

  @Test
  void a_name_without_an_address_ends_in_curl_6() {
    Route route = trace("http://nope.example:443");
    assertEquals(List.of(6), route.client().exits());
    assertEquals(1, route.hops().size());
    assertTrue(route.outlook().contains("curl exit 6"));
  }

  @Test
  void an_answer_that_is_partly_outside_the_slice_is_named() {
    Observation seen =
        Observation.of(objects, Map.of("www.google.com", List.of("203.0.113.10", "203.0.113.99")));
    Route route = PathModel.trace(dial("http://www.google.com:443"), seen);
    assertEquals("203.0.113.99 is in no EndpointSlice", why(route, Hop.Kind.DNS));
    Route refused =
        PathModel.trace(
            dial("http://203.0.113.99:443"), seen.withOutboundPolicy(OutboundPolicy.REGISTRY_ONLY));
    assertEquals(Optional.of("BlackHoleCluster"), refused.cluster());
    assertFalse(refused.hop(Hop.Kind.TLS).isPresent());
  }

  @Test
  void without_an_access_log_no_line_is_expected() {
    Route route = PathModel.trace(dial("http://www.google.com:443"), seen().withAccessLog(false));
    assertFalse(route.accessLog().logged());
    assertEquals(CLUSTER, route.accessLog().cluster());
  }

  @Test
  void a_ca_that_signs_the_origins_certificate_is_trusted() {
    add(
        "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"own\",\"namespace\":\"default\"},"
            + "\"data\":{\"ca.crt\":\"-----A B-----\\n\"}}");
    change(
        "BackendTLSPolicy",
        "google-tls",
        p ->
            p.with(
                "spec",
                p.get("spec")
                    .with(
                        "validation",
                        Json.read(
                            "{\"hostname\":\"www.google.com\",\"caCertificateRefs\":[{\"group\":"
                                + "\"\",\"kind\":\"ConfigMap\",\"name\":\"own\"}]}"))));
    Origin privately =
        new Origin(
            Set.of(443),
            Set.of(80),
            List.of("www.google.com"),
            false,
            List.of("-----AB-----"),
            true);
    Dial dial = dial("http://www.google.com:443");
    assertEquals(List.of(0), PathModel.trace(dial, seen().with(privately)).client().exits());
    assertEquals(List.of(56, 52), PathModel.trace(dial, seen()).client().exits());
    Route doubtful = PathModel.trace(dial, seen().with(Origin.website("www.google.com")));
    assertEquals(List.of(56, 52, 0), doubtful.client().exits());
    assertTrue(doubtful.outlook().contains("does not trust the certificate"));
  }

  @Test
  void urls_are_read_as_curl_reads_them() {
    assertEquals(443, dial("https://www.google.com/x?y").port());
    assertEquals(80, dial("www.google.com").port());
    assertEquals("2001:db8::1", dial("http://[2001:db8::1]:443/").host());
    assertEquals("h", dial("HTTP://user:pw@h:81#f").host());
    assertEquals(Optional.empty(), PathModel.dial("ftp://h/", "d", "p"));
    assertEquals(Optional.empty(), PathModel.dial("http://h:99999", "d", "p"));
    assertEquals(Optional.empty(), PathModel.dial("", "d", "p"));
  }

  @Test
  void several_dials_are_traced_in_order() {
    List<Route> routes =
        PathModel.trace(List.of(dial("http://www.google.com"), dial("http://nope")), seen());
    assertEquals(List.of(0), routes.get(0).client().exits());
    assertEquals(List.of(6), routes.get(1).client().exits());
  }
}

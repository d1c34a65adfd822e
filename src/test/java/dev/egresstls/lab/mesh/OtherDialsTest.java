package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Dials and clients beside the tutorial's that no capture holds. */
class OtherDialsTest extends ChangedTutorial {
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
    change("Pod", "curl", pod -> told(pod, "-o", "80, 443"));
    Route route = trace("https://www.google.com");
    assertEquals(Filter.NONE, route.filter());
    assertEquals("the pod excludes port 443 from its sidecar", why(route, Hop.Kind.IPTABLES));
    assertEquals(List.of(0), route.client().exits());
    assertTrue(route.client().tls());
  }

  /** The pod, with more arguments for its container istio-init. */
  private static Tree told(Tree pod, String... more) {
    List<Tree> containers = new ArrayList<>(pod.at("spec.initContainers").items());
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(containers.get(0).get("args").texts());
    containers.set(0, containers.get(0).with("args", arguments));
    return pod.with("spec", pod.get("spec").with("initContainers", containers));
  }

  @Test
  void addresses_that_the_pod_excludes_are_not_redirected_nor_those_that_it_does_not_include() {
    List<Tree> whole = objects;
    change("Pod", "curl", pod -> told(pod, "-x", "203.0.113.0/28"));
    Route route = trace("https://www.google.com");
    assertEquals(Filter.NONE, route.filter());
    assertEquals("the pod excludes 203.0.113.10 from its sidecar", why(route, Hop.Kind.IPTABLES));
    objects = whole;
    change("Pod", "curl", pod -> told(pod, "-i", "10.0.0.0/8"));
    assertEquals(Filter.NONE, trace("https://www.google.com").filter());
    change("Pod", "curl", pod -> told(pod, "-q", "443"));
    assertEquals(Filter.TCP_PROXY, trace("https://www.google.com").filter());
    objects = whole;
    change("Pod", "curl", pod -> told(pod, "-m", "NONE"));
    assertEquals(Filter.NONE, trace("https://www.google.com").filter());
  }

  @Test
  void without_an_init_container_the_annotations_say_what_is_redirected() {
    Map<String, String> annotations =
        Map.of("traffic.sidecar.istio.io/excludeOutboundPorts", "80, 443");
    change("Pod", "curl", pod -> pod.with("spec", withoutInit(pod.get("spec"))));
    change(
        "Pod",
        "curl",
        pod -> pod.with("metadata", pod.get("metadata").with("annotations", annotations)));
    assertEquals(Filter.NONE, trace("https://www.google.com").filter());
  }

  private static Tree withoutInit(Tree spec) {
    return spec.with(
        "initContainers",
        spec.get("initContainers").items().stream()
            .filter(container -> !container.get("name").text("").equals("istio-init"))
            .toList());
  }

  @Test
  void the_pod_itself_is_not_redirected() {
    assertEquals(Filter.NONE, trace("http://127.0.0.1:8080").filter());
  }

  @Test
  void a_pod_without_an_ipv6_address_reaches_none() {
    change("Pod", "curl", pod -> pod.with("status", addresses("10.244.0.3")));
    Route route = trace("http://[2001:db8::1]:443");
    assertEquals(
        "the pod has no IPv6 address, so no IPv6 connection leaves it",
        why(route, Hop.Kind.IPTABLES));
    assertEquals(Optional.of("203.0.113.10_443"), trace("http://www.google.com:443").listener());
    change("Pod", "curl", pod -> pod.with("status", addresses("10.244.0.3", "2001:db8::3")));
    Route both = trace("http://[2001:db8::1]:443");
    assertEquals("[::1]:15001", both.hop(Hop.Kind.IPTABLES).orElseThrow().value());
  }

  private static Tree addresses(String... ips) {
    List<Tree> all = List.of(ips).stream().map(ip -> Tree.object("ip", ip)).toList();
    return Tree.object("podIPs", all);
  }

  @Test
  void a_pod_that_is_not_there_has_no_sidecar() {
    Dial dial = PathModel.dial("http://www.google.com:443", "default", "nobody").orElseThrow();
    Route route = PathModel.trace(dial, seen());
    assertEquals("the pod does not exist", why(route, Hop.Kind.IPTABLES));
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

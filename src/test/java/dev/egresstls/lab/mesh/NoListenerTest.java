package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where no listener is for an address, the sentence says which object keeps it away. */
class NoListenerTest extends ChangedTutorial {
  private static final String URL = "http://www.google.com:443";

  private void holds(String url, String text, String field, String value) {
    Route route = trace(url);
    assertEquals(Optional.of("virtualOutbound"), route.listener());
    assertEquals(Optional.of("PassthroughCluster"), route.cluster());
    Because because = route.hop(Hop.Kind.LISTENER).orElseThrow().because();
    assertEquals(text, because.text().replaceAll("(google-headless)-\\w+", "$1"));
    assertEquals(field, because.field());
    assertEquals(value, because.value());
  }

  @Test
  void an_address_that_no_slice_holds() {
    holds(
        "http://203.0.113.99:443",
        "203.0.113.99 is not in EndpointSlice google-headless, so it has no listener",
        "endpoints[0].addresses",
        "203.0.113.10, 203.0.113.11");
  }

  @Test
  void a_service_without_a_slice() {
    objects =
        objects.stream()
            .filter(object -> !object.get("kind").text("").equals("EndpointSlice"))
            .toList();
    holds(
        URL,
        "Service google-headless has no EndpointSlice, so it has no listener",
        "spec.clusterIP",
        "None");
  }

  @Test
  void a_port_that_the_service_does_not_have() {
    holds(
        "http://www.google.com:8443",
        "Service google-headless has no port 8443",
        "spec.ports",
        "443");
    Route elsewhere = trace("http://203.0.113.99:8443");
    assertEquals(
        "no listener matches this address and port, and outboundTrafficPolicy is " + "ALLOW_ANY",
        why(elsewhere, Hop.Kind.LISTENER));
  }

  @Test
  void a_service_that_is_not_exported_to_the_client() {
    Tree annotations = Tree.object("networking.istio.io/exportTo", "elsewhere,~");
    change(
        "Service",
        "google-headless",
        service ->
            service.with("metadata", service.get("metadata").with("annotations", annotations)));
    Because because = trace(URL).hop(Hop.Kind.LISTENER).orElseThrow().because();
    assertEquals("Service google-headless is not exported to this namespace", because.text());
    assertEquals("metadata.annotations[networking.istio.io/exportTo]", because.field());
  }

  @Test
  void a_service_that_a_sidecar_resource_keeps_from_the_client() {
    add(
        "{\"kind\":\"Sidecar\",\"metadata\":{\"name\":\"s\",\"namespace\":\"default\"},"
            + "\"spec\":{\"egress\":[{\"hosts\":[\"elsewhere/*\"]}]}}");
    holds(
        URL,
        "Sidecar default/s does not import Service google-headless",
        "spec.egress[].hosts",
        "[{\"hosts\":[\"elsewhere/*\"]}]");
  }

  @Test
  void a_slice_that_holds_names() {
    change("EndpointSlice", "google-headless", slice -> slice.with("addressType", "FQDN"));
    holds(
        URL,
        "EndpointSlice google-headless holds names, which Istio ignores",
        "addressType",
        "FQDN");
  }

  @Test
  void a_slice_whose_port_has_another_name() {
    List<Tree> ports = List.of(Tree.object("name", "other", "port", 443));
    change("EndpointSlice", "google-headless", slice -> slice.with("ports", ports));
    holds(
        URL,
        "203.0.113.10 does not apply to port \"https\" of google-headless",
        "ports",
        Tree.of(ports).toString());
  }
}

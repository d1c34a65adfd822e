package dev.egresstls.lab.mesh.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationTest {
  private static final String ISTIOD =
      "{\"kind\":\"Deployment\",\"metadata\":{\"name\":\"istiod\",\"namespace\":\"istio-system\"},"
          + "\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"discovery\","
          + "\"image\":\"docker.io/istio/pilot:1.27.9\",\"env\":[{\"name\":"
          + "\"PILOT_ENABLE_ALPHA_GATEWAY_API\",\"value\":\"true\"}]}]}}}}";

  private static Tree mesh(String yaml) {
    return Tree.object(
        "kind", "ConfigMap",
        "metadata", Tree.object("name", "istio", "namespace", "istio-system"),
        "data", Tree.object("mesh", yaml));
  }

  private static Observation of(Tree... objects) {
    return Observation.of(List.of(objects), Map.of());
  }

  @Test
  void istiod_and_the_mesh_settings_are_read() {
    Tree settings =
        mesh("accessLogFile: /dev/stdout\noutboundTrafficPolicy:\n  mode: REGISTRY_ONLY\n");
    ControlPlane plane = of(Json.read(ISTIOD), settings).controlPlane();
    assertEquals("1.27.9", plane.version().orElseThrow().toString());
    assertTrue(plane.alphaGatewayApi());
    assertFalse(plane.edsForHeadless());
    assertTrue(plane.accessLog());
    assertEquals(OutboundPolicy.REGISTRY_ONLY, plane.outbound());
    assertEquals(Optional.empty(), plane.started());
  }

  @Test
  void what_is_not_there_has_istios_own_defaults() {
    for (Observation seen :
        List.of(
            of(), of(mesh("a: [")), of(mesh("- x")), of(mesh("a: &x [*x]")), of(Tree.of(null)))) {
      assertEquals(Optional.empty(), seen.istio());
      assertFalse(seen.controlPlane().accessLog());
      assertEquals(OutboundPolicy.ALLOW_ANY, seen.controlPlane().outbound());
      assertEquals(Optional.empty(), seen.crd());
    }
  }

  @Test
  void a_list_stands_for_its_items() {
    Tree list =
        Json.read(
            "{\"kind\":\"List\",\"items\":[{\"kind\":\"PodList\",\"items\":[{\"metadata\":"
                + "{\"name\":\"a\"}},{\"kind\":\"Pod\",\"metadata\":{\"name\":\"b\"}}, 7]}]}");
    List<Tree> pods = of(list).all("Pod");
    assertEquals(List.of("a", "b"), pods.stream().map(ObjectNames::name).toList());
  }

  @Test
  void the_crd_tells_bundle_channel_and_what_is_served() {
    Tree crd =
        Json.read(
            "{\"kind\":\"CustomResourceDefinition\",\"metadata\":{\"name\":\""
                + PolicyCrd.NAME
                + "\",\"annotations\":{\"gateway.networking.k8s.io/bundle-version\":\"v1.5.1\","
                + "\"gateway.networking.k8s.io/channel\":\"standard\"}},\"spec\":{\"versions\":["
                + "{\"name\":\"v1\",\"served\":true},{\"name\":\"v1alpha3\",\"served\":false}]}}");
    assertEquals(Optional.of(new PolicyCrd("v1.5.1", "standard", List.of("v1"))), of(crd).crd());
  }

  @Test
  void sidecars_are_found_in_both_places() {
    Tree captured = Captures.one("1.29.1/tutorial").observed().all("Pod").get(0);
    Sidecar asNative = Sidecar.of(captured);
    assertTrue(asNative.present() && asNative.asNative() && asNative.ready());
    Sidecar plain =
        Sidecar.of(
            Json.read(
                "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":["
                    + "{\"name\":\"curl\"},{\"name\":\"istio-proxy\"}]},\"status\":{"
                    + "\"containerStatuses\":[{\"name\":\"curl\",\"ready\":true},"
                    + "{\"name\":\"istio-proxy\",\"ready\":false}]}}"));
    assertTrue(plain.present());
    assertFalse(plain.asNative() || plain.ready());
    assertEquals("spec.containers[1].name", plain.reason().field());
  }

  @Test
  void a_pod_without_a_sidecar_says_why() {
    Tree unlabelled = Json.read("{\"spec\":{\"containers\":[{\"name\":\"curl\"}]}}");
    assertEquals("curl", Sidecar.of(unlabelled).reason().value());
    Tree optedOut =
        Json.read("{\"metadata\":{\"annotations\":{\"sidecar.istio.io/inject\":\"false\"}}}");
    assertEquals("the pod opts out of injection", Sidecar.of(optedOut).reason().text());
    assertFalse(Sidecar.of(Tree.MISSING).present());
  }

  @Test
  void times_that_are_no_times_are_passed_over() {
    Tree object = Json.read("{\"metadata\":{\"creationTimestamp\":\"soon\"}}");
    assertEquals(Optional.empty(), ObjectNames.created(object));
    assertEquals(Optional.of(Instant.EPOCH), ObjectNames.time(Tree.of("1970-01-01T00:00:00Z")));
  }

  @Test
  void certificates_carry_names_and_one_label_for_a_star() {
    Origin origin = Origin.withCertificate("www.google.com", "*.google.com");
    assertTrue(origin.carriesOneOf(List.of("nope", "MAIL.google.com")));
    assertFalse(origin.carriesOneOf(List.of("a.b.google.com", "google.com")));
    assertFalse(origin.signedByOneOf("any"));
  }
}

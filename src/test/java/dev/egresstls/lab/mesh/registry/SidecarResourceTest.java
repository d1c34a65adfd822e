package dev.egresstls.lab.mesh.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which resource Sidecar counts for a pod in {@code default}, and what it lets the pod see. */
class SidecarResourceTest {
  private static final Tree POD = Yaml.read("{metadata: {labels: {app: curl, tier: x}}}");

  private static Tree object(String kind, String name, String namespace, String spec) {
    return Yaml.read(
        "{kind: %s, metadata: {name: %s, namespace: %s}, spec: %s}"
            .formatted(kind, name, namespace, spec));
  }

  private static SidecarScope scope(String sidecar) {
    List<Tree> objects = new ArrayList<>();
    for (String one : List.of("web@default", "web@shop", "db@shop")) {
      String[] at = one.split("@");
      objects.add(object("Service", at[0], at[1], "{clusterIP: 10.96.0.1, ports: []}"));
    }
    objects.add(object("Sidecar", "mine", "default", sidecar));
    return SidecarScope.of(Observation.of(objects, Map.of()), "default", POD);
  }

  private static String seen(SidecarScope scope) {
    List<String> names =
        scope.services().stream().map(s -> s.name() + "." + s.namespace()).sorted().toList();
    return String.join(" ", names);
  }

  @ParameterizedTest
  @CsvSource({
    "'*/*', db.shop web.default web.shop",
    "'./*', web.default",
    "'shop/*', db.shop web.shop",
    "'shop/db.shop.svc.cluster.local', db.shop",
    "'*/*.shop.svc.cluster.local', db.shop web.shop",
    "'./db.shop.svc.cluster.local', ''",
    "'*/*\",\"~shop/*', web.default",
    "'~shop/*\",\"*/*', web.default",
    "'shop/*\",\"~shop/db.shop.svc.cluster.local', web.shop",
    "'~/*', ''",
    "'/*', ''",
    "'web.default.svc.cluster.local', ''"
  })
  void hosts_are_imported_by_namespace_and_name(String hosts, String expected) {
    assertEquals(expected, seen(scope("{egress: [{hosts: [\"" + hosts + "\"]}]}")));
  }

  @Test
  void what_says_nothing_of_egress_keeps_nothing_back() {
    SidecarScope open = scope("{}");
    assertEquals("db.shop web.default web.shop", seen(open));
    assertEquals(OutboundPolicy.ALLOW_ANY, open.outbound());
    assertEquals("outboundTrafficPolicy is ALLOW_ANY", open.outboundReason().text());
  }

  @Test
  void a_sidecar_may_say_what_happens_to_the_rest() {
    SidecarScope closed = scope("{outboundTrafficPolicy: {}}");
    assertEquals(OutboundPolicy.REGISTRY_ONLY, closed.outbound());
    assertEquals("the Sidecar sets REGISTRY_ONLY", closed.outboundReason().text());
    assertEquals("Sidecar default/mine", closed.outboundReason().object());
    SidecarScope open = scope("{outboundTrafficPolicy: {mode: ALLOW_ANY}}");
    assertEquals("the Sidecar sets ALLOW_ANY", open.outboundReason().text());
  }

  @Test
  void listeners_with_a_port_of_their_own_are_told_and_not_read() {
    String spec = "{egress: [{port: {number: 80}, hosts: ['*/*']}, {hosts: ['./*']}]}";
    assertEquals("web.default", seen(scope(spec)));
    assertTrue(new SidecarResource(object("Sidecar", "a", "b", spec)).hasOwnPorts());
    Tree plain = object("Sidecar", "a", "b", "{egress: [{hosts: ['*/*']}]}");
    assertFalse(new SidecarResource(plain).hasOwnPorts());
  }

  /** Sidecars as {@code name@namespace}, perhaps with {@code +second} of birth or {@code /app}. */
  private static Tree sidecar(String text) {
    String[] at = text.split("[@+/]");
    String app = text.contains("/") ? "{workloadSelector: {labels: {app: " + at[2] + "}}}" : "{}";
    Tree plain = object("Sidecar", at[0], at[1], app);
    String second = text.contains("+") ? at[2] : "5";
    return plain.with(
        "metadata",
        plain.get("metadata").with("creationTimestamp", "2026-11-23T20:00:0" + second + "Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "all@default, all",
    "all@default curl@default/curl, curl",
    "all@default web@default/web, all",
    "web@default/web, none",
    "there@shop, none",
    "root@istio-system, root",
    "root@istio-system/curl, none",
    "root@istio-system all@default, all",
    "root@istio-system web@default/web, root",
    "a@default+9 b@default+1, b",
    "b@default a@default, a",
    "a@istio-system+9 b@istio-system+1, b"
  })
  void one_for_the_pod_comes_before_one_for_all_and_its_namespace_before_the_root(
      String sidecars, String expected) {
    List<Tree> objects = new ArrayList<>();
    for (String one : sidecars.split(" ")) {
      objects.add(sidecar(one));
    }
    Observation seen = Observation.of(objects, Map.of());
    assertEquals(
        expected,
        SidecarResource.forPod(seen, "default", POD).map(ObjectNames::name).orElse("none"));
  }

  private static MeshService api(String first, String second) {
    String spec = "{hosts: [API.example.com], ports: [{number: %s, name: %s, protocol: %s}], %s}";
    List<Tree> objects =
        List.of(
            object("ServiceEntry", "one", "default", spec.formatted(443, "a", "TLS", first)),
            object("ServiceEntry", "same", "default", spec.formatted(443, "b", "TLS", first)),
            object("ServiceEntry", "two", "default", spec.formatted(80, "c", "HTTP", second)));
    SidecarScope scope = SidecarScope.of(Observation.of(objects, Map.of()), "default", POD);
    return scope.hosts().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "resolution: DNS, resolution: DNS, 443 80",
    "resolution: DNS, resolution: STATIC, 443",
    "exportTo: ['*'], exportTo: ['*'], 443 80",
    "exportTo: ['*'], exportTo: ['.'], 80"
  })
  void service_entries_of_one_host_share_their_ports_if_they_are_of_one_kind(
      String first, String second, String ports) {
    MeshService api = api(first, second);
    assertEquals("api.example.com", api.title());
    List<String> numbers = api.ports().stream().map(port -> "" + port.number()).toList();
    assertEquals(ports, String.join(" ", numbers));
  }
}

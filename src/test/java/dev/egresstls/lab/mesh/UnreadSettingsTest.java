package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Settings that may change the way and are not followed are named, with the object that has them.
 */
class UnreadSettingsTest {
  private static final Dial DIAL =
      new Dial("http", "www.google.com", 443, "default", "curl", Optional.empty());

  private static final String POD =
      """
      {kind: Pod, metadata: {name: curl, namespace: default, annotations: {istio.io/rev: %s}},
       spec: {containers: [{name: curl, env: [%s]}, {name: istio-proxy}]},
       status: {podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]}}
      """;

  private static List<String> named(Dial dial, String revision, String env, String... objects) {
    List<Tree> all = new ArrayList<>();
    Tree pod = Yaml.read(POD.formatted(revision, env));
    all.add(pod);
    all.add(Yaml.read("{kind: Namespace, metadata: {name: default}}"));
    List.of(objects).forEach(object -> all.add(Yaml.read(object)));
    Observation seen = Observation.of(all, Map.of("www.google.com", List.of("203.0.113.10")));
    List<Because> found = new ArrayList<>(new UnreadSettings(dial, seen, pod).found());
    found.addAll(new UnreadSettings(dial, seen, pod).ofClient(dial.address()));
    return found.stream().map(one -> one.text() + " @ " + one.object()).toList();
  }

  private static String mesh(String yaml) {
    return "{kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: \""
        + yaml
        + "\"}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rootNamespace: other|the mesh has another root namespace, other",
        "h2UpgradePolicy: UPGRADE|the mesh upgrades HTTP/1.1 to HTTP/2",
        "outboundTrafficPolicy: {mode: ALLOW_ANY_DYNAMIC_DNS}|the outbound mode is"
            + " ALLOW_ANY_DYNAMIC_DNS",
        "defaultHttpRetryPolicy: {attempts: 0}|the mesh sets defaultHttpRetryPolicy",
      })
  void mesh_settings_are_named(String setting, String words) {
    List<String> named = named(DIAL, "default", "", mesh(setting));
    assertTrue(named.stream().anyMatch(one -> one.startsWith(words)), named.toString());
  }

  @Test
  void plain_settings_name_nothing() {
    assertEquals(List.of(), named(DIAL, "default", "", mesh("accessLogFile: /dev/stdout")));
  }

  @Test
  void a_proxy_that_a_config_map_gives_to_the_container_is_named() {
    String map =
        "{kind: ConfigMap, metadata: {name: p, namespace: default}, data: {proxy: 'x', a: b}}";
    String env = "], envFrom: [{prefix: https_, configMapRef: {name: p}}";
    String words = "the pod's https_proxy sends requests to a proxy @ Pod default/curl";
    assertEquals(List.of(words), named(DIAL, "default", env, map));
    assertEquals(List.of(), named(DIAL, "default", env.replace("https_", "my_"), map));
  }

  @Test
  void ranges_that_the_injector_sets_are_named() {
    String injector =
        "{kind: ConfigMap, metadata: {name: istio-sidecar-injector, namespace: istio-system},"
            + " data: {values: '{global: {proxy: {includeIPRanges: %s, excludeIPRanges: %s}}}'}}";
    List<String> named = named(DIAL, "default", "", injector.formatted("\"*\"", "203.0.113.0/24"));
    String words = "the injector sets excludeIPRanges for all pods";
    assertEquals(List.of(words + " @ ConfigMap istio-system/istio-sidecar-injector"), named);
    assertEquals(List.of(), named(DIAL, "default", "", injector.formatted("\"*\"", "\"\"")));
  }

  @Test
  void annotations_for_interfaces_are_named() {
    String name = "traffic.sidecar.istio.io/excludeInterfaces";
    List<String> named = named(DIAL, "default, " + name + ": eth1", "");
    assertEquals(List.of("the pod has the annotation " + name + " @ Pod default/curl"), named);
  }

  @Test
  void several_networks_are_named() {
    String networks =
        "{kind: ConfigMap, metadata: {name: istio, namespace: istio-system},"
            + " data: {mesh: 'a: b', meshNetworks: 'networks: {n1: {}}'}}";
    List<String> named = named(DIAL, "default", "", networks);
    assertTrue(named.get(0).startsWith("the mesh spans several networks"), named.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "PILOT_ENABLE_GATEWAY_API, false, 1",
    "PILOT_ENABLE_GATEWAY_API, true, 0",
    "ISTIO_DUAL_STACK, true, 1",
    "PILOT_IGNORE_RESOURCES, gateway.networking.k8s.io, 1",
    "PREFER_DESTINATIONRULE_TLS_FOR_EXTERNAL_SERVICES, true, 0",
    "PILOT_TRACE_SAMPLING, 5, 0",
  })
  void flags_of_istiod_are_named_if_they_are_not_what_they_are_by_default(
      String flag, String value, int count) {
    String istiod =
        "{kind: Deployment, metadata: {name: istiod, namespace: istio-system}, spec: {template:"
            + " {spec:"
            + " {containers: [{name: discovery, env: [{name: %s, value: '%s'}]}]}}}}"
                .formatted(flag, value);
    List<String> named = named(DIAL, "default", "", istiod);
    assertEquals(count, named.size(), named.toString());
    named.forEach(one -> assertEquals("istiod sets " + flag, one.replaceFirst(" @ .*", "")));
  }

  @Test
  void the_istiod_of_another_revision_is_named() {
    String canary =
        "{kind: Deployment, metadata: {name: istiod-canary, namespace: istio-system}, spec: {}}";
    List<String> named = named(DIAL, "canary", "", canary);
    assertTrue(named.get(0).startsWith("the pod belongs to revision canary"), named.toString());
    assertEquals(List.of(), named(DIAL, "default", "", canary));
  }

  @Test
  void a_sidecar_resource_that_sends_unknown_destinations_elsewhere_is_named() {
    String sidecar =
        "{kind: Sidecar, apiVersion: networking.istio.io/v1, metadata: {name: out, namespace:"
            + " default}, spec: {outboundTrafficPolicy: {egressProxy: {host: gate}}}}";
    List<String> named = named(DIAL, "default", "", sidecar);
    assertTrue(named.get(0).contains("sends unknown destinations to an egressProxy"), named + "");
  }

  @Test
  void a_proxy_whose_address_stands_elsewhere_is_named() {
    List<String> named =
        named(
            DIAL, "default", "{name: http_proxy, valueFrom: {secretKeyRef: {name: p, key: url}}}");
    assertTrue(
        named.get(0).startsWith("the pod's http_proxy sends requests to a proxy"), named + "");
  }

  @Test
  void dns_with_rules_of_its_own_and_a_pod_with_both_kinds_of_addresses_are_named() {
    String coredns =
        "{kind: ConfigMap, metadata: {name: coredns, namespace: kube-system},"
            + " data: {Corefile: '.:53 { rewrite name a b }'}}";
    List<String> named = named(DIAL, "default", "", coredns);
    assertTrue(named.get(0).startsWith("cluster DNS has rules of its own"), named.toString());
    Dial six = DIAL.told(Optional.of("2001:db8::10"));
    List<String> both = named(six, "default", "");
    assertTrue(both.get(0).contains("ISTIO_DUAL_STACK"), both.toString());
  }
}

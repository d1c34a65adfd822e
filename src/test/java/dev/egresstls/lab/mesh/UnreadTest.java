package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may change the way and is not read is told, if it may touch this client. */
class UnreadTest extends ChangedTutorial {
  private List<String> told() {
    return trace("http://www.google.com:443").unread().stream().map(Because::text).toList();
  }

  private void add(String kind, String namespace, String spec) {
    Tree object =
        Yaml.read(
            "{kind: %s, metadata: {name: x, namespace: %s}, spec: %s}"
                .formatted(kind, namespace, spec));
    add(Json.write(object));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EnvoyFilter      | default      | {}                                           | may patch the sidecar's configuration
          EnvoyFilter      | istio-system | {}                                           | may patch the sidecar's configuration
          EnvoyFilter      | shop         | {}                                           |
          EnvoyFilter      | default      | {workloadSelector: {labels: {app: curl}}}    | may patch the sidecar's configuration
          EnvoyFilter      | default      | {workloadSelector: {labels: {app: web}}}     |
          WasmPlugin       | default      | {selector: {matchLabels: {app: curl}}}       | may act on requests
          WasmPlugin       | default      | {selector: {matchLabels: {app: web}}}        |
          VirtualService   | shop         | {hosts: [google-headless.default.svc.cluster.local], tcp: [{match: [{destinationSubnets: [10.0.0.0/8]}]}]} | sends bytes elsewhere by the subnet of the destination
          VirtualService   | shop         | {hosts: [nobody.example], tcp: [{match: [{destinationSubnets: [10.0.0.0/8]}]}]} |
          Telemetry        | default      | {}                                           | may change the access log
          NetworkPolicy    | default      | {}                                           | may keep packets from leaving
          NetworkPolicy    | shop         | {}                                           |
          WorkloadEntry    | shop         | {}                                           | may add endpoints
          ServiceEntry     | default      | {workloadSelector: {labels: {a: b}}}         | takes its endpoints from a workloadSelector
          ServiceEntry     | default      | {hosts: []}                                  |
          Sidecar          | default      | {egress: [{port: {number: 80}, hosts: [a]}]} | has egress listeners with own ports
          Sidecar          | default      | {egress: [{hosts: ['*/*']}]}                 |
          TLSRoute         | shop         | {parentRefs: [{kind: ServiceEntry, name: x}]} | may send it elsewhere
          """)
  void an_object_is_told_if_it_may_touch_the_way(
      String kind, String namespace, String spec, String does) {
    List<String> before = told();
    add(kind, namespace, spec);
    List<String> expected = new ArrayList<>(before);
    if (does != null) {
      expected.add(kind + " " + namespace + "/x " + does);
    }
    assertEquals(expected, told());
  }

  @Test
  void a_proxy_in_the_pods_environment_is_told_with_its_value() {
    String env = "[{name: http_proxy, value: 'http://p:3128'}, {name: no_proxy, value: x}]";
    change("Pod", "curl", pod -> pod.with("spec", withEnv(pod.get("spec"), env)));
    assertEquals(List.of("the pod's http_proxy sends requests to a proxy"), told());
    Because told = trace("http://www.google.com:443").unread().get(0);
    assertEquals("http://p:3128", told.value());
  }

  private static Tree withEnv(Tree spec, String env) {
    List<Tree> containers = new ArrayList<>(spec.get("containers").items());
    containers.set(0, containers.get(0).with("env", Yaml.read(env)));
    return spec.with("containers", containers);
  }

  @Test
  void of_a_pod_without_a_sidecar_only_what_keeps_its_packets_counts() {
    change("Pod", "curl", pod -> pod.with("spec", Yaml.read("{containers: [{name: curl}]}")));
    List<String> before = told();
    add("EnvoyFilter", "default", "{}");
    add("VirtualService", "default", "{hosts: [x], tcp: [{match: [{destinationSubnets: [a]}]}]}");
    assertEquals(before, told());
    add("NetworkPolicy", "default", "{policyTypes: [Egress]}");
    add("AdminNetworkPolicy", "", "{}");
    assertEquals(before.size() + 2, told().size());
  }

  @Test
  void addresses_of_which_only_some_are_redirected_are_told() {
    String annotation = "traffic.sidecar.istio.io/excludeOutboundIPRanges";
    change(
        "Pod",
        "curl",
        pod -> pod.with("spec", Yaml.read("{containers: [{name: curl}, {name: istio-proxy}]}")));
    change(
        "Pod",
        "curl",
        pod ->
            pod.with(
                "metadata",
                pod.get("metadata")
                    .with("annotations", Tree.object(annotation, "203.0.113.11/32"))));
    assertEquals(
        List.of(
            "the client may dial any of 203.0.113.10 or 203.0.113.11, and these lead different ways"),
        told());
  }
}

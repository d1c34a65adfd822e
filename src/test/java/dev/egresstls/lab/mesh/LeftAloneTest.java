package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the sidecar takes what a pod sends, and the field of the pod that says so. */
class LeftAloneTest {
  private static Observation seen(String metadata, String spec, String status) {
    String both = "containers: [{name: app}, {name: istio-proxy}]";
    Tree pod =
        Yaml.read(
            """
            {kind: Pod, metadata: {name: app, namespace: default, %s}, spec: {%s},
             status: {podIP: 10.244.0.9, podIPs: [{ip: 10.244.0.9}], %s}}
            """
                .formatted(
                    metadata, spec.contains("ontainers:") ? spec : both + ", " + spec, status));
    return Observation.of(List.of(pod), Map.of());
  }

  /** Empty cells stand for nothing of their own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -|-|-|1.2.3.4|127.0.0.1:15001|spec.containers[1].name = istio-proxy
          -|initContainers: [{name: istio-proxy, restartPolicy: Always}], containers: [{name: app}]|-|1.2.3.4|127.0.0.1:15001|spec.initContainers[0].name = istio-proxy
          -|initContainers: [{name: istio-proxy}], containers: [{name: app}, {name: other}]|-|1.2.3.4|not redirected|spec.containers = app, other
          'labels: {sidecar.istio.io/inject: "false"}'|containers: [{name: app}]|-|1.2.3.4|not redirected|metadata.labels[sidecar.istio.io/inject] = false
          'annotations: {sidecar.istio.io/inject: "false"}'|containers: [{name: app}]|-|1.2.3.4|not redirected|metadata.annotations[sidecar.istio.io/inject] = false
          -|hostNetwork: true, containers: [{name: app}]|-|1.2.3.4|not redirected|spec.hostNetwork = true
          -|-|containerStatuses: [{name: app, ready: false}, {name: istio-proxy, ready: false}]|1.2.3.4|127.0.0.1:15001, refused|status.containerStatuses[1].ready = false
          -|-|initContainerStatuses: [{name: istio-proxy, ready: false}]|1.2.3.4|127.0.0.1:15001, refused|status.initContainerStatuses[0].ready = false
          -|-|containerStatuses: [{name: istio-proxy, ready: true}]|1.2.3.4|127.0.0.1:15001|spec.containers[1].name = istio-proxy
          annotations: {sidecar.istio.io/interceptionMode: NONE}|-|-|1.2.3.4|not redirected|metadata.annotations[sidecar.istio.io/interceptionMode] = NONE
          'annotations: {traffic.sidecar.istio.io/excludeOutboundPorts: "80, 443"}'|-|-|1.2.3.4|not redirected|metadata.annotations[traffic.sidecar.istio.io/excludeOutboundPorts] = 443
          annotations: {traffic.sidecar.istio.io/excludeOutboundIPRanges: 1.2.0.0/16}|-|-|1.2.3.4|not redirected|metadata.annotations[traffic.sidecar.istio.io/excludeOutboundIPRanges] = 1.2.0.0/16
          annotations: {traffic.sidecar.istio.io/excludeOutboundIPRanges: 1.3.0.0/16}|-|-|1.2.3.4|127.0.0.1:15001|spec.containers[1].name = istio-proxy
          annotations: {traffic.sidecar.istio.io/includeOutboundIPRanges: 10.0.0.0/8}|-|-|1.2.3.4|not redirected|metadata.annotations[traffic.sidecar.istio.io/includeOutboundIPRanges] = 10.0.0.0/8
          annotations: {traffic.sidecar.istio.io/includeOutboundIPRanges: 1.0.0.0/8}|-|-|1.2.3.4|127.0.0.1:15001|spec.containers[1].name = istio-proxy
          'annotations: {traffic.sidecar.istio.io/includeOutboundIPRanges: "", traffic.sidecar.istio.io/includeOutboundPorts: "443"}'|-|-|1.2.3.4|127.0.0.1:15001|spec.containers[1].name = istio-proxy
          'annotations: {traffic.sidecar.istio.io/includeOutboundIPRanges: "", traffic.sidecar.istio.io/includeOutboundPorts: "*"}'|-|-|1.2.3.4|127.0.0.1:15001|spec.containers[1].name = istio-proxy
          'annotations: {traffic.sidecar.istio.io/includeOutboundIPRanges: "", traffic.sidecar.istio.io/includeOutboundPorts: "80"}'|-|-|1.2.3.4|not redirected|metadata.annotations[traffic.sidecar.istio.io/includeOutboundIPRanges] =
          -|initContainers: [{name: istio-init, args: [istio-iptables, -i, 10.0.0.0/8, -u, "1337"]}], containers: [{name: app}, {name: istio-proxy}]|-|1.2.3.4|not redirected|spec.initContainers[].args = 10.0.0.0/8
          -|initContainers: [{name: istio-validation, args: [-u, "77", -i, "*"]}], containers: [{name: app, securityContext: {runAsGroup: 77}}, {name: istio-proxy}]|-|1.2.3.4|not redirected|spec.containers[0].securityContext.runAsGroup = 77
          -|initContainers: [{name: istio-init, args: [-u, "77", -i, "*", -g, "78"]}], containers: [{name: app, securityContext: {runAsGroup: 77}}, {name: istio-proxy}]|-|1.2.3.4|127.0.0.1:15001|spec.containers[1].name = istio-proxy
          -|securityContext: {runAsUser: 1337}|-|1.2.3.4|not redirected|spec.securityContext.runAsUser = 1337
          -|securityContext: {runAsUser: 1337}, containers: [{name: app, securityContext: {runAsUser: 0}}, {name: istio-proxy}]|-|1.2.3.4|127.0.0.1:15001|spec.containers[1].name = istio-proxy
          annotations: {kubectl.kubernetes.io/default-container: b}|containers: [{name: a}, {name: b, securityContext: {runAsUser: 1337}}, {name: istio-proxy}]|-|1.2.3.4|not redirected|spec.containers[1].securityContext.runAsUser = 1337
          annotations: {kubectl.kubernetes.io/default-container: istio-proxy}|containers: [{name: istio-proxy}, {name: a, securityContext: {runAsUser: 1337}}, {name: b}]|-|1.2.3.4|not redirected|spec.containers[1].securityContext.runAsUser = 1337
          -|-|-|10.244.0.9|not redirected|status.podIPs = 10.244.0.9
          -|-|-|127.0.0.9|not redirected|=
          -|-|-|[2001:db8::1]|not sent|status.podIPs = 10.244.0.9
          """)
  void the_field_that_decides_is_named(
      String metadata, String spec, String status, String address, String value, String field) {
    Dial dial = PathModel.dial("https://" + address, "default", "app").orElseThrow();
    Observation seen = seen(text(metadata), text(spec), text(status));
    Hop hop = PathModel.trace(dial, seen).hop(Hop.Kind.IPTABLES).orElseThrow();
    assertEquals(value, hop.value());
    Because because = hop.because();
    assertEquals(field, (because.field() + " = " + because.value()).strip());
    assertEquals(because.field().isEmpty() ? "" : "Pod default/app", because.object());
  }

  private static String text(String cell) {
    return cell == null ? "" : cell;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -|ambient|-|Namespace default metadata.labels[istio.io/dataplane-mode] = ambient
          labels: {istio.io/dataplane-mode: ambient}|-|-|Pod default/app metadata.labels[istio.io/dataplane-mode] = ambient
          labels: {istio.io/dataplane-mode: none}|ambient|-|-
          annotations: {ambient.istio.io/redirection: enabled}|-|-|Pod default/app metadata.annotations[ambient.istio.io/redirection] = enabled
          annotations: {ambient.istio.io/redirection: disabled}|-|-|-
          -|ambient|hostNetwork: true|-
          -|-|-|-
          """)
  void what_puts_a_pod_without_a_sidecar_into_ambient_is_named(
      String metadata, String namespace, String spec, String wanted) {
    Tree pod =
        Yaml.read(
            "{kind: Pod, metadata: {name: app, namespace: default, %s}, spec: {%s}}"
                .formatted(text(metadata), text(spec)));
    Tree home =
        Yaml.read(
            "{kind: Namespace, metadata: {name: default, labels: {istio.io/dataplane-mode: '%s'}}}"
                .formatted(text(namespace)));
    Optional<Because> found =
        Ambient.of(Observation.of(List.of(pod, home), Map.of()), pod, "default");
    String said =
        found.map(one -> one.object() + " " + one.field() + " = " + one.value()).orElse(null);
    assertEquals(wanted, said);
  }
}

package dev.egresstls.lab.mesh.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selectors of labels, settings of a proxy, and the pods of a Gateway. */
class SettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | true
          {matchLabels: {a: x}} | true
          {matchLabels: {a: y}} | false
          {matchLabels: {a: x, b: x}} | false
          {matchExpressions: [{key: a, operator: In, values: [w, x]}]} | true
          {matchExpressions: [{key: a, operator: In, values: [w]}]} | false
          {matchExpressions: [{key: b, operator: In, values: [""]}]} | false
          {matchExpressions: [{key: a, operator: NotIn, values: [x]}]} | false
          {matchExpressions: [{key: b, operator: NotIn, values: [x]}]} | true
          {matchExpressions: [{key: a, operator: Exists}]} | true
          {matchExpressions: [{key: b, operator: Exists}]} | false
          {matchExpressions: [{key: a, operator: DoesNotExist}]} | false
          {matchExpressions: [{key: b, operator: DoesNotExist}]} | true
          {matchExpressions: [{key: a, operator: Odd}]} | false
          {matchLabels: {a: x}, matchExpressions: [{key: a, operator: Exists}, {key: b, operator: Exists}]} | false
          """)
  void a_selector_selects_labels_that_all_of_it_holds_for(String selector, boolean selects) {
    assertEquals(selects, DiscoverySelectors.selects(Yaml.read(selector), Yaml.read("{a: x}")));
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', default, false",
    "'{discoverySelectors: [{matchLabels: {a: x}}, {matchLabels: {b: x}}]}', default, false",
    "'{discoverySelectors: [{matchLabels: {b: x}}]}', default, true",
    "'{discoverySelectors: [{matchLabels: {a: x}}]}', unknown, true",
  })
  void a_namespace_is_left_out_if_no_selector_selects_it(String mesh, String in, boolean leftOut) {
    Tree map =
        Yaml.read("{kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {}}")
            .with("data", Tree.object("mesh", mesh));
    Tree home = Yaml.read("{kind: Namespace, metadata: {name: default, labels: {a: x}}}");
    DiscoverySelectors selectors =
        new DiscoverySelectors(Observation.of(List.of(map, home), Map.of()));
    assertEquals(!leftOut, selectors.reads(in));
    assertEquals(
        leftOut ? "ConfigMap istio-system/istio data.mesh: discoverySelectors" : "",
        selectors.leavesOut(in).map(one -> one.object() + " " + one.field()).orElse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {metadata: {name: p}, spec: {containers: [{name: istio-proxy, env: [{name: A, value: b}, {name: ISTIO_META_DNS_CAPTURE, value: "true"}]}]}} | {} | env[ISTIO_META_DNS_CAPTURE]
          {spec: {initContainers: [{name: istio-proxy, env: [{name: ISTIO_META_DNS_CAPTURE, value: "true"}]}]}} | {} | env[ISTIO_META_DNS_CAPTURE]
          {spec: {containers: [{name: istio-proxy, env: [{name: A, value: b}]}]}} | {defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}}} | -
          {spec: {containers: [{name: app, env: [{name: ISTIO_META_DNS_CAPTURE, value: "true"}]}]}} | {} | -
          {metadata: {annotations: {proxy.istio.io/config: "proxyMetadata: {ISTIO_META_DNS_CAPTURE: 'true'}"}}} | {} | metadata.annotations[proxy.istio.io/config]
          {metadata: {annotations: {proxy.istio.io/config: "proxyMetadata: {"}}} | {} | -
          {spec: {containers: [{name: istio-proxy}]}} | {defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: true}}} | data.mesh: defaultConfig.proxyMetadata
          {spec: {containers: [{name: istio-proxy}]}} | {defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "false"}}} | -
          {spec: {containers: [{name: app}]}} | {defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: true}}} | -
          """)
  void the_setting_that_makes_a_proxy_answer_dns_is_named(String pod, String mesh, String field) {
    ProxySettings settings = new ProxySettings(Yaml.read(pod), Yaml.read(mesh));
    assertEquals(field, settings.capturesDns("").map(Because::field).orElse(null));
  }

  @Test
  void a_gateways_pod_is_the_one_with_its_name_and_namespace() {
    List<Tree> pods =
        Stream.of("other out a", "default in b", "default out c", "default out d")
            .map(text -> text.split(" "))
            .map(
                one ->
                    Yaml.read(
                        "{kind: Pod, metadata: {namespace: %s, name: %s, labels: {%s: %s}}}"
                            .formatted(one[0], one[2], GatewayProxy.LABEL, one[1])))
            .toList();
    Tree gateway =
        Yaml.read(
            "{kind: Gateway, metadata: {name: out, namespace: default},"
                + " spec: {gatewayClassName: istio}}");
    Tree other = gateway.with("spec", Tree.object("gatewayClassName", "other"));
    Observation seen =
        Observation.of(Stream.concat(pods.stream(), Stream.of(gateway)).toList(), Map.of());
    assertEquals("c", ObjectNames.name(GatewayProxy.pod(seen, gateway)));
    assertEquals(gateway, GatewayProxy.of(seen, pods.get(2)).orElseThrow());
    assertEquals(true, GatewayProxy.of(seen, pods.get(0)).isEmpty());
    Observation strange = Observation.of(List.of(other, pods.get(2)), Map.of());
    assertEquals(true, GatewayProxy.of(strange, pods.get(2)).isEmpty());
  }
}

package dev.egresstls.lab.mesh.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Gateways whose routes lead to what a policy targets. */
class RoutedGatewaysTest {
  private static final Tree POLICY =
      Yaml.read(
          "{kind: BackendTLSPolicy, metadata: {name: p, namespace: default},"
              + " spec: {targetRefs: [{kind: Service, name: far}]}}");

  private static Tree gateway(String namespace, String name, String type) {
    return Yaml.read(
        "{kind: Gateway, metadata: {name: %s, namespace: %s}, spec: {gatewayClassName: %s}}"
            .formatted(name, namespace, type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {name: out} | {name: far} | out
          {name: out, kind: Gateway} | {name: far, kind: Service} | out
          {name: far, kind: Service} | {name: far} | -
          {name: out} | {name: near} | -
          {name: out} | {name: far, kind: ServiceEntry} | -
          {name: out} | {name: far, namespace: other} | -
          {name: out, namespace: other} | {name: far} | out in other
          {name: gone} | {name: far} | -
          {name: foreign} | {name: far} | -
          """)
  void a_gateway_of_istio_is_named_if_its_route_leads_there(
      String parent, String backend, String wanted) {
    Tree route =
        Yaml.read(
            "{kind: HTTPRoute, metadata: {name: r, namespace: default}, spec: {parentRefs: [%s, %s],"
                    .formatted(parent, parent)
                + " rules: [{backendRefs: [%s]}]}}".formatted(backend));
    List<Tree> objects =
        List.of(
            route,
            gateway("default", "out", "istio"),
            gateway("other", "out", "istio"),
            gateway("default", "foreign", "nginx"));
    String told =
        new RoutedGateways(Observation.of(objects, Map.of()))
            .to(POLICY).stream()
                .map(
                    one ->
                        one.get("name").text("")
                            + one.get("namespace").text().map(n -> " in " + n).orElse(""))
                .collect(Collectors.joining(", "));
    assertEquals(wanted == null ? "" : wanted, told);
  }
}
